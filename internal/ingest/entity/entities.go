package entity

import (
	"slices"
	"strconv"
	"strings"
)

// entity is the finished form of a cluster. Keys that are taken get a number.
func (l *linker) entity(x *cluster, taken map[string]int) Entity {
	if x.kind == "" {
		x.kind = Unnamed
		if x.name != "" {
			x.kind = guess(x)
		}
	}
	key := l.keyOf(x)
	if key == "" { // no letter, no digit
		key, x.local = string(Unnamed), true
	}
	if taken[key]++; taken[key] > 1 {
		x.local = true
		key += "-" + strconv.Itoa(taken[key])
	}
	names := slices.Clone(x.names)
	slices.Sort(names)
	return Entity{
		Key: key, Local: x.local, Name: x.name, Names: names, Kind: x.kind, Roles: x.roles, Known: x.record,
	}
}

// guess is the kind of a name that nothing in the document or the lexicons tells.
func guess(x *cluster) Kind {
	switch {
	case x.human || x.gender != "":
		return Person
	case strings.Contains(x.name, " "):
		return Unnamed
	}
	return Body
}

// isThing reports whether an entity whose kind nothing has told yet will be taken for a body.
func (x *cluster) isThing() bool { return x.kind == "" && x.name != "" && guess(x) == Body }

func (l *linker) keyOf(x *cluster) string {
	if x.record != nil {
		return x.record.Key
	}
	if x.kind == Person && x.local && x.given == "" && x.surname != "" {
		return Key(x.surname)
	}
	if x.kind == Person {
		return Key(withoutInitials(x.name))
	}
	fields := strings.Fields(x.name)
	if len(fields) > 1 && determiners[strings.ToLower(fields[0])] != bare {
		fields = fields[1:]
	}
	if n := len(fields); n > 1 && CompanySuffixes[strings.ToLower(fields[n-1])] && determiners[strings.ToLower(fields[n-2])] == bare && !strings.EqualFold(fields[n-1], "group") {
		return Key(strings.Join(fields[:n-1], " "))
	}
	return Key(strings.Join(fields, " "))
}

// withoutInitials drops the initials within a person's name: "Donald J. Trump".
func withoutInitials(name string) string {
	fields := strings.Fields(name)
	if len(fields) < 3 {
		return name
	}
	out := fields[:1:1]
	for _, f := range fields[1 : len(fields)-1] {
		if len(strings.TrimSuffix(f, ".")) > 1 {
			out = append(out, f)
		}
	}
	return strings.Join(append(out, fields[len(fields)-1]), " ")
}
