package classes

import "graphd/internal/ingest/ling"

var times = lists.Set("time")

// trim drops punctuation from both ends of x, except a bracket that closes one in x.
func (r *Rules) trim(x ling.Range) ling.Range {
	for !x.Empty() && r.Words[x.From].IsPunctuation() {
		x.From++
	}
	for !x.Empty() && r.Words[x.To-1].IsPunctuation() && !r.ClosesBracket(x) {
		x.To--
	}
	if x.To < len(r.Words) && !x.Empty() && isClosing(r.Words[x.To].Lower) && r.ClosesBracket(ling.Between(x.From, x.To+1)) {
		x.To++
	}
	return x
}

// ClosesBracket reports whether the last word of x is a bracket that closes one in x.
func (r *Rules) ClosesBracket(x ling.Range) bool {
	if !isClosing(r.Words[x.To-1].Lower) {
		return false
	}
	open := 0
	for k := x.From; k < x.To; k++ {
		switch w := r.Words[k].Lower; {
		case w == "(" || w == "[" || w == "-lrb-" || w == "-lsb-":
			open++
		case isClosing(w):
			open--
			if k == x.To-1 {
				return open >= 0
			}
			open = max(open, 0)
		}
	}
	return false
}

func isClosing(form string) bool {
	return form == ")" || form == "]" || form == "-rrb-" || form == "-rsb-"
}
