package attribution

import "graphd/internal/ingest/ling"

// edge trims punctuation from x but keeps a quotation that begins or ends there whole.
func (r *reading) edge(x ling.Range) ling.Range {
	for !x.Empty() && r.Words[x.From].IsPunctuation() && !r.opens(x.From) {
		x.From++
	}
	for !x.Empty() && r.Words[x.To-1].IsPunctuation() && !r.closes(x.To-1, x) && !r.closesBracket(x) {
		x.To--
	}
	if x.Empty() {
		return x
	}
	if q := r.Words[x.From].Quotation; q >= 0 && r.Quotations[q].From == x.From-1 && r.Quotations[q].To <= x.To+2 {
		x.From--
	}
	if q := r.Words[x.To-1].Quotation; q >= 0 && r.Quotations[q].From >= x.From && r.Quotations[q].To > x.To && r.onlyMarks(x.To, r.Quotations[q].To) {
		x.To = r.Quotations[q].To
	}
	return x
}

func (r *reading) onlyMarks(from, to int) bool {
	for k := from; k < to; k++ {
		if !r.Words[k].IsPunctuation() {
			return false
		}
	}
	return true
}

func (r *reading) opens(i int) bool {
	q := r.Words[i].Quotation
	return q >= 0 && r.Quotations[q].From == i
}

func (r *reading) closes(i int, x ling.Range) bool {
	q := r.Words[i].Quotation
	if q < 0 || !r.Quotations[q].Closed {
		return false
	}
	return i == r.Quotations[q].To-1 && r.Quotations[q].From >= x.From
}
