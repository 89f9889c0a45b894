package attribution

var (
	times  = list("time")
	titles = list("title")
)

// trim drops punctuation from both ends of a run, but no bracket that closes one in it.
func (r *reading) trim(x run) run {
	for !x.empty() && r.words[x.from].isPunctuation() {
		x.from++
	}
	for !x.empty() && r.words[x.to-1].isPunctuation() && !r.closesBracket(x) {
		x.to--
	}
	if x.to < len(r.words) && !x.empty() && isClosing(r.words[x.to].lower) && r.closesBracket(run{x.from, x.to + 1}) {
		x.to++
	}
	return x
}

// closesBracket reports whether the last word of x is a bracket that closes one in x.
func (r *reading) closesBracket(x run) bool {
	if !isClosing(r.words[x.to-1].lower) {
		return false
	}
	open := 0
	for k := x.from; k < x.to; k++ {
		switch w := r.words[k].lower; {
		case w == "(" || w == "[" || w == "-lrb-" || w == "-lsb-":
			open++
		case isClosing(w):
			open--
			if k == x.to-1 {
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
