package turns

import (
	"strings"
	"sync"
	"unicode/utf8"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/namelist"
)

// readNames collects the words of the names of persons outside labels, and of the names in labels with a title or an office.
func (f *finder) readNames() {
	f.names, f.full = map[string]bool{}, map[string]ling.Range{}
	next := 0
	for i := range f.Words {
		for next < len(f.labels) && f.labels[next].end <= i {
			next++
		}
		if next < len(f.labels) && f.labels[next].start <= i {
			continue
		}
		if w := &f.Words[i]; w.Name.Kind == ling.Person {
			f.names[w.Lower] = true
			f.addInitials(i)
		}
	}
	for _, b := range f.labels {
		if b.kind == titled || b.kind == inOffice {
			f.names[f.Words[b.speaker.To-1].Lower] = true
		}
	}
}

// addInitials records the initials of the name of a person that begins at word i.
func (f *finder) addInitials(i int) {
	if !f.Words[i].Name.Begin {
		return
	}
	initials, to := initial(f.Words[i].Form), i+1
	for to < len(f.Words) && f.Words[to].Name.Kind == ling.Person && !f.Words[to].Name.Begin {
		initials += initial(f.Words[to].Form)
		to++
	}
	if _, known := f.full[initials]; !known && 2 <= len(initials) && len(initials) <= 3 {
		f.full[initials] = ling.Between(i, to)
	}
}

// initial returns the first letter of form.
func initial(form string) string {
	_, size := utf8.DecodeRuneInString(form)
	return form[:size]
}

// initialsOf returns the name that a label of initials abbreviates.
func (f *finder) initialsOf(b label) (name ling.Range, known bool) {
	if b.kind != capsName || b.speaker.Len() != 1 {
		return name, false
	}
	name, known = f.full[strings.ReplaceAll(f.Words[b.speaker.From].Form, ".", "")]
	return name, known
}

// givenNames holds given names in lower case.
var givenNames = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for name := range namelist.Given() {
		known[strings.ToLower(name)] = true
	}
	return known
})
