package attribution

import "graphd/internal/ingest/ling"

// contentOf trims punctuation from the range of a quotation but keeps the marks of a quotation that begins or ends there.
func (x *extraction) contentOf(r ling.Range) ling.Range {
	for !r.Empty() && x.Words[r.From].IsPunctuation() && !x.opens(r.From) {
		r.From++
	}
	for !r.Empty() && x.Words[r.To-1].IsPunctuation() && !x.closes(r.To-1, r) && !x.ClosesBracket(r) {
		r.To--
	}
	if r.Empty() {
		return r
	}
	if q := x.Words[r.From].Quotation; q >= 0 && x.Quotations[q].From == r.From-1 && x.Quotations[q].To <= r.To+2 {
		r.From--
	}
	if q := x.Words[r.To-1].Quotation; q >= 0 && x.Quotations[q].From >= r.From && x.Quotations[q].To > r.To && x.isPunctuation(r.To, x.Quotations[q].To) {
		r.To = x.Quotations[q].To
	}
	return r
}

// isPunctuation reports whether all words in [from, to) are punctuation.
func (x *extraction) isPunctuation(from, to int) bool {
	for k := from; k < to; k++ {
		if !x.Words[k].IsPunctuation() {
			return false
		}
	}
	return true
}

// opens reports whether word i is the first of an outermost quotation.
func (x *extraction) opens(i int) bool {
	q := x.Words[i].Quotation
	return q >= 0 && x.Quotations[q].From == i
}

// closes reports whether word i is the last of a closed outermost quotation that begins in r.
func (x *extraction) closes(i int, r ling.Range) bool {
	q := x.Words[i].Quotation
	if q < 0 || !x.Quotations[q].Closed {
		return false
	}
	return i == x.Quotations[q].To-1 && x.Quotations[q].From >= r.From
}
