package export

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/vocab"
)

// namer names attributes after predicates: g_said for g:said. The prefix keeps them apart from what tools reserve: id,
// label, source, target, type, SUID.
type namer struct {
	base  vocab.Base
	taken map[string]bool
}

// name is a name that was not given yet, in ASCII letters, digits and underscores.
func (n namer) name(predicate quad.Value) string {
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

func identifier(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, text)
}

// clean is a text without what XML 1.0 forbids, and without broken UTF-8.
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

func allowed(r rune) bool {
	switch {
	case r == '\t', r == '\n', r == '\r', r >= ' ' && r <= 0xD7FF, r >= 0xE000 && r <= 0xFFFD && r != utf8.RuneError, r >= 0x10000:
		return true
	}
	return false
}
