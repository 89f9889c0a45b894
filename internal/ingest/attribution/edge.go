package attribution

// edge trims punctuation from x but keeps a quotation that begins or ends there whole.
func (r *reading) edge(x run) run {
	for !x.empty() && r.words[x.from].isPunctuation() && !r.opens(x.from) {
		x.from++
	}
	for !x.empty() && r.words[x.to-1].isPunctuation() && !r.closes(x.to-1, x) && !r.closesBracket(x) {
		x.to--
	}
	if x.empty() {
		return x
	}
	if q := r.words[x.from].quotation; q >= 0 && r.quotations[q].from == x.from-1 && r.quotations[q].to <= x.to+2 {
		x.from--
	}
	if q := r.words[x.to-1].quotation; q >= 0 && r.quotations[q].from >= x.from && r.quotations[q].to > x.to && r.onlyMarks(x.to, r.quotations[q].to) {
		x.to = r.quotations[q].to
	}
	return x
}

func (r *reading) onlyMarks(from, to int) bool {
	for k := from; k < to; k++ {
		if !r.words[k].isPunctuation() {
			return false
		}
	}
	return true
}

func (r *reading) opens(i int) bool {
	q := r.words[i].quotation
	return q >= 0 && r.quotations[q].from == i
}

func (r *reading) closes(i int, x run) bool {
	q := r.words[i].quotation
	if q < 0 || !r.quotations[q].Closed {
		return false
	}
	return i == r.quotations[q].to-1 && r.quotations[q].from >= x.from
}
