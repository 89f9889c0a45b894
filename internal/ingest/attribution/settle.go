package attribution

// settle brings content to its conventions: no word of the source or cue, no punctuation at its edges but quotation
// marks that have their partner in it, in text order.
func (r *reading) settle(content []run, rep report) []run {
	parts := r.cut(content, rep.group)
	if !rep.source.empty() {
		parts = r.cut(parts, rep.source)
	}
	var out []run
	for _, x := range parts {
		x.to = r.beforeAccording(x)
		if !x.empty() {
			x.from = max(x.from, r.sentenceOf(x.from).from)
		}
		if x = r.edge(x); !x.empty() {
			out = append(out, x)
		}
	}
	return out
}

// beforeAccording is where x ends, or where the words begin that say according to whom all before them is so.
func (r *reading) beforeAccording(x run) int {
	for k := x.from + 1; k+2 < x.to; k++ {
		if r.words[k].lower == "," && r.words[k+1].lower == "according" && r.words[k+2].lower == "to" && r.outside(k) {
			return k
		}
	}
	return x.to
}

func (r *reading) cut(parts []run, hole run) []run {
	var out []run
	for _, x := range parts {
		out = append(out, without(x, hole)...)
	}
	return out
}

// edge trims punctuation from x but keeps a quotation that begins or ends there whole.
func (r *reading) edge(x run) run {
	for !x.empty() && r.words[x.from].isPunctuation() && !r.opens(x.from, x) {
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

func (r *reading) opens(i int, x run) bool {
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
