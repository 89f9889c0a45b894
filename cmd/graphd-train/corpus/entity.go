package corpus

import (
	"slices"
	"strings"

	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// entityKinds holds the kinds of names for the entity types of GUM. A proper noun of any other type is a MISC name.
var entityKinds = map[string]string{"person": "PER", "organization": "ORG", "place": "LOC", "time": "", "quantity": ""}

// A bracketedMention is a range of tokens, including both ends, that refers to an entity.
type bracketedMention struct {
	first, last int
	kind        string // kind of name
	given       string // kind in the notation of the corpus
	entity      string // number of the entity in the text
}

// mentions parses the brackets of the Entity= field, token by token: "(1-person-new-…" begins a mention, "1)" ends it, and a
// mention of one token has both.
type mentions struct {
	open, read []bracketedMention
}

func (m *mentions) token(i int, misc string) {
	_, field, ok := strings.Cut("|"+misc, "|Entity=")
	if !ok {
		return
	}
	field, _, _ = strings.Cut(field, "|")
	for field != "" {
		switch end := strings.IndexAny(field[1:], "()"); {
		case field[0] == '(':
			part := field[1:]
			if end >= 0 {
				part = field[1 : end+1]
			}
			m.begin(i, part)
			field = field[1+len(part):]
			if strings.HasPrefix(field, ")") {
				m.end(i, part[:strings.IndexByte(part+"-", '-')])
				field = field[1:]
			}
		default:
			id, rest, ok := strings.Cut(field, ")")
			if !ok {
				return
			}
			m.end(i, id)
			field = rest
		}
	}
}

func (m *mentions) begin(i int, part string) {
	f := strings.SplitN(part, "-", 3)
	if len(f) < 2 {
		return
	}
	kind, known := entityKinds[f[1]]
	if !known {
		kind = "MISC"
	}
	m.open = append(m.open, bracketedMention{first: i, kind: kind, given: f[1], entity: f[0]})
}

// end ends the last open mention of entity id. Parts of discontinuous mentions stay open.
func (m *mentions) end(i int, id string) {
	for k := len(m.open) - 1; k >= 0; k-- {
		if m.open[k].entity == id {
			x := m.open[k]
			x.last = i
			m.open = slices.Delete(m.open, k, k+1)
			m.read = append(m.read, x)
			return
		}
	}
}

// spans returns the mentions of s as spans of the text.
func (m *mentions) spans(s AnnotatedSentence) []LinkedMention {
	var out []LinkedMention
	for _, x := range m.read {
		out = append(out, LinkedMention{text.Span{Start: s[x.first].Start, End: s[x.last].End}, x.entity, x.given})
	}
	return out
}

// names labels the proper names among the mentions of s, outer ones first.
func (m *mentions) names(s AnnotatedSentence) {
	slices.SortStableFunc(m.read, func(a, b bracketedMention) int { return (b.last - b.first) - (a.last - a.first) })
	for _, x := range m.read {
		if first, last, ok := properName(s, x); ok && x.kind != "" {
			label(s[first:last+1], x.kind)
		}
	}
	for i := 1; i < len(s); i++ {
		if s[i].XPOS == ud.JJ && s[i].Name == "O" && s[i].Form[0] >= 'A' && s[i].Form[0] <= 'Z' {
			s[i].Name = "B-MISC" // "Spanish", which is a name in the other corpora
		}
	}
	*m = mentions{}
}

// properName returns the name in a mention, without articles and titles before it and words after it.
func properName(s AnnotatedSentence, x bracketedMention) (first, last int, ok bool) {
	first = x.first
	for first <= x.last && !isProper(s[first]) {
		if s[first].XPOS != ud.DT && s[first].XPOS != ud.JJ {
			return 0, 0, false
		}
		first++
	}
	last = first - 1
	for i := first; i <= x.last; i++ {
		switch {
		case isProper(s[i]) || s[i].XPOS == ud.CD && s[i].Form[0] >= 'A':
			last = i
		case s[i].XPOS != ud.IN && s[i].XPOS != ud.HYPH && s[i].Form != "&" && s[i].Form != "." && s[i].XPOS != ud.DT && s[i].XPOS != ud.CC:
			return first, last, last >= first && free(s[first:last+1])
		}
	}
	return first, last, last >= first && free(s[first:last+1])
}

func isProper(t AnnotatedToken) bool { return t.XPOS == ud.NNP || t.XPOS == ud.NNPS }

func free(s AnnotatedSentence) bool {
	return !slices.ContainsFunc(s, func(t AnnotatedToken) bool { return t.Name != "O" })
}

func label(s AnnotatedSentence, kind string) {
	for i := range s {
		s[i].Name = "I-" + kind
	}
	s[0].Name = "B-" + kind
}
