package export

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/vocab"
)

// attributeNamer derives names of attributes from predicates: g_said for g:said. The prefix avoids names that tools reserve:
// id, label, source, target, type, SUID.
type attributeNamer struct {
	base  vocab.Base
	taken map[string]bool
}

// name returns a new name of ASCII letters, digits and underscores.
func (n attributeNamer) name(predicate quad.Value) string {
	text := nquads.Plain(predicate)
	if iri, ok := predicate.(quad.IRI); ok {
		text = n.base.Shorten(iri)
	}
	stem := "k_" + identifier(text)
	if prefix, _, ok := strings.Cut(text, ":"); ok && prefix != "" && !strings.Contains(text, "://") {
		stem = identifier(text)
	}
	name := stem
	for i := 2; n.taken[name] || n.taken[name+"_count"]; i++ {
		name = stem + "_" + strconv.Itoa(i)
	}
	n.taken[name], n.taken[name+"_count"] = true, true
	return name
}

// identifier returns text with every other character replaced by an underscore.
func identifier(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, text)
}

// clean returns s without the characters that XML 1.0 forbids and without invalid UTF-8.
func clean(s string) string {
	for i := 0; i < len(s); {
		if c := s[i]; c >= ' ' && c < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !allowed(r) {
			return strings.Map(func(r rune) rune {
				if allowed(r) {
					return r
				}
				return -1
			}, s)
		}
		i += size
	}
	return s
}

// allowed reports whether XML 1.0 allows a character.
func allowed(r rune) bool {
	switch {
	case r == '\t', r == '\n', r == '\r', r >= ' ' && r <= 0xD7FF, r >= 0xE000 && r <= 0xFFFD && r != utf8.RuneError, r >= 0x10000:
		return true
	}
	return false
}
