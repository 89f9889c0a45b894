package coref

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
)

// finishEntity returns the entity of a cluster. It appends a number to a key that is in taken.
func (l *linker) finishEntity(x *cluster, taken map[string]int) entity.Entity {
	if x.kind == "" {
		x.kind = entity.Unnamed
		if x.name != "" {
			x.kind = guessKind(x)
		}
	}
	key := l.keyOf(x)
	if key == "" { // the name has neither letters nor digits
		key, x.isLocal = string(entity.Unnamed), true
	}
	if taken[key]++; taken[key] > 1 {
		x.isLocal = true
		key += "-" + strconv.Itoa(taken[key])
	}
	names := slices.Clone(x.names)
	slices.Sort(names)
	return entity.Entity{
		Key: key, Local: x.isLocal, Name: x.name, Names: names, Kind: x.kind, Roles: x.roles, Known: x.record,
	}
}

// guessKind returns the kind of a named entity that neither the document nor the lexicons determine.
func guessKind(x *cluster) entity.Kind {
	switch {
	case x.isHuman || x.gender != "":
		return entity.Person
	case strings.Contains(x.name, " "):
		return entity.Unnamed
	}
	return entity.Body
}

// mayBeBody reports whether the kind of an entity is open and will be a body unless a later mention decides otherwise.
func (x *cluster) mayBeBody() bool {
	return x.kind == "" && x.name != "" && guessKind(x) == entity.Body
}

// keyOf returns the key of an entity: that of its record, or a slug of its name without determiner, initials and
// company suffix.
func (l *linker) keyOf(x *cluster) string {
	if x.record != nil {
		return x.record.Key
	}
	if x.kind == entity.Person && x.isLocal && x.given == "" && x.surname != "" {
		return entity.Key(x.surname)
	}
	if x.kind == entity.Person {
		return entity.Key(withoutInitials(withoutNickname(x.name)))
	}
	fields := strings.Fields(x.name)
	if len(fields) > 1 && fields[1] != "of" && lexicon.Determiners[strings.ToLower(fields[0])] != lexicon.NoDeterminer {
		fields = fields[1:]
	}
	fields = withoutLegalEnding(fields)
	if n := len(fields); n > 1 && !isTitleAndSuffix(fields) && lexicon.CompanySuffixes[strings.ToLower(fields[n-1])] && lexicon.Determiners[strings.ToLower(fields[n-2])] == lexicon.NoDeterminer && !strings.EqualFold(fields[n-1], "group") {
		return entity.Key(strings.Join(fields[:n-1], " "))
	}
	return entity.Key(strings.Join(fields, " "))
}

// withoutLegalEnding returns the words of a body's name without the legal forms at its end: "Orrin Labs" for "Orrin Labs, Inc.".
func withoutLegalEnding(fields []string) []string {
	n := len(fields)
	for n > 1 && (fields[n-1] == "," || lexicon.LegalEndings[strings.TrimRight(strings.ToLower(fields[n-1]), ".,")]) && lexicon.Determiners[strings.ToLower(fields[n-2])] == lexicon.NoDeterminer {
		n--
	}
	fields = slices.Clone(fields[:n])
	fields[n-1] = strings.TrimRight(fields[n-1], ",")
	return fields
}

// withoutNickname returns a person's name without a nickname in quotation marks or brackets: "Robert Sayles" for "Robert “Bob”
// Sayles".
func withoutNickname(name string) string {
	from := strings.IndexFunc(name, isNicknameMark)
	to := strings.LastIndexFunc(name, isNicknameMark)
	if from <= 0 || to <= from || name[from-1] != ' ' {
		return name
	}
	_, size := utf8.DecodeRuneInString(name[to:])
	return strings.Join(strings.Fields(name[:from]+name[to+size:]), " ")
}

// isNicknameMark reports whether r is a mark around a nickname.
func isNicknameMark(r rune) bool {
	return r == '(' || r == ')' || lexicon.IsQuoteMark(string(r))
}

// withoutInitials returns a person's name without the initials in its middle: "Donald Trump" for "Donald J. Trump".
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
