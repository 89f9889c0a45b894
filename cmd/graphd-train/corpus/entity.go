package corpus

import (
	"slices"
	"strings"

	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// entityKinds are kinds of name by the types of entity in GUM. A proper noun of any other type names something else.
var entityKinds = map[string]string{"person": "PER", "organization": "ORG", "place": "LOC", "time": "", "quantity": ""}

// mention is a range of tokens that refers to an entity, both ends included.
type mention struct {
	first, last int
	kind        string // of name
	given       string // the corpus's own kind
	entity      string // number of the entity
}

// mentions reads the brackets of the Entity= field, token by token: "(1-person-new-…" opens, "1)" closes, and a mention
// of one token has both.
type mentions struct {
	open, read []mention
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
	m.open = append(m.open, mention{first: i, kind: kind, given: f[1], entity: f[0]})
}

// end closes the mention of entity id that was opened last. Parts of one with gaps are left open.
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

// spans are the mentions of s as they stand in its text.
func (m *mentions) spans(s Sentence) []Mention {
	var out []Mention
	for _, x := range m.read {
		out = append(out, Mention{text.Span{Start: s[x.first].Start, End: s[x.last].End}, x.entity, x.given})
	}
	return out
}

// names labels the proper names among the mentions of s, outer ones first.
func (m *mentions) names(s Sentence) {
	slices.SortStableFunc(m.read, func(a, b mention) int { return (b.last - b.first) - (a.last - a.first) })
	for _, x := range m.read {
		if first, last, ok := properName(s, x); ok && x.kind != "" {
			label(s[first:last+1], x.kind)
		}
	}
	for i := 1; i < len(s); i++ {
		if s[i].XPOS == ud.JJ && s[i].Name == "O" && s[i].Form[0] >= 'A' && s[i].Form[0] <= 'Z' {
			s[i].Name = "B-MISC" // "Spanish", which other corpora name
		}
	}
	*m = mentions{}
}

// properName is the name that a mention consists of but for an article or a title before it and what is said after it.
func properName(s Sentence, x mention) (first, last int, ok bool) {
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

func isProper(t Token) bool { return t.XPOS == ud.NNP || t.XPOS == ud.NNPS }

func free(s Sentence) bool {
	return !slices.ContainsFunc(s, func(t Token) bool { return t.Name != "O" })
}

func label(s Sentence, kind string) {
	for i := range s {
		s[i].Name = "I-" + kind
	}
	s[0].Name = "B-" + kind
}
