package eval

import "graphd/internal/ingest/text"

// quoted marks the code points between double quotation marks, paragraph by paragraph: “ ”, " and the wire's two
// apostrophes. A mark that is never answered quotes to its paragraph's end.
func quoted(runes []rune) []bool {
	out := make([]bool, len(runes))
	open := false
	for i := 0; i < len(runes); i++ {
		c := runes[i]
		wire := (c == '\'' || c == '`') && i+1 < len(runes) && runes[i+1] == c
		switch {
		case c == '\n':
			open = false
			continue
		case c == '“' || c == '„':
			open = true
		case c == '”':
			out[i], open = open, false
			continue
		case c == '"' || wire:
			out[i] = true
			if wire {
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

// form is the form of a content by the share of its letters and digits that is quoted.
func (p *page) form(content []text.Span) string {
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
