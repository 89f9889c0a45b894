package eval

import (
	"graphd/internal/ingest/text"
)

// findQuoted marks the code points between double quotation marks: “ ”, ", and the doubled apostrophes of news agencies.
// A quotation without a closing mark ends with its paragraph.
func findQuoted(runes []rune) []bool {
	out := make([]bool, len(runes))
	open := false
	for i := 0; i < len(runes); i++ {
		c := runes[i]
		doubled := (c == '\'' || c == '`') && i+1 < len(runes) && runes[i+1] == c
		switch {
		case c == '\n':
			open = false
			continue
		case c == '“' || c == '„':
			open = true
		case c == '”':
			out[i], open = open, false
			continue
		case c == '"' || doubled:
			out[i] = true
			if doubled {
				out[i+1] = true
				i++
			}
			open = !open
			continue
		}
		out[i] = open
	}
	return out
}

// form returns the form of a content from the share of its letters and digits that are quoted, with the bounds of the
// scorer of the corpora.
func (p *tokenizedText) form(content []text.Span) string {
	all, in := 0, 0
	for _, s := range content {
		for k := s.Start; k < min(s.End, len(p.runes)); k++ {
			if isLetterOrDigit(p.runes[k]) {
				all++
				if p.quoted[k] {
					in++
				}
			}
		}
	}
	switch share := float64(in) / float64(max(all, 1)); {
	case share >= 0.95:
		return "direct"
	case share <= 0.05:
		return "indirect"
	}
	return "mixed"
}
