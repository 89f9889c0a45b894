package attribution

import "strings"

// isTreeless reports whether word i stands in a sentence without a tree.
func (r *reading) isTreeless(i int) bool {
	w := r.words[i]
	return w.governor < 0 && len(w.deps) == 0 && r.sentenceOf(i).len() > 1
}

// chunk is the nominal around word i by tags alone, with the phrases in "of" and "for" that follow it.
func (r *reading) chunk(i int) run {
	sentence := r.sentenceOf(i)
	x := run{i, i + 1}
	for x.from > sentence.from && r.isInNominal(x.from-1) && r.outside(x.from-1) == r.outside(i) {
		x.from--
	}
	x.to = r.chunkEnd(x.to, sentence)
	for x.to+1 < sentence.to && (r.words[x.to].lower == "of" || r.words[x.to].lower == "for") && r.isInNominal(x.to+1) {
		x.to = r.chunkEnd(x.to+1, sentence)
	}
	return x
}

func (r *reading) chunkEnd(i int, sentence run) int {
	for i < sentence.to && r.isInNominal(i) && r.words[i].XPOS != "DT" && r.words[i].XPOS != "PRP$" || i < sentence.to && i > sentence.from && r.words[i-1].lower == "of" {
		i++
	}
	return i
}

// chunkHead is the last noun or name of a chunk before a phrase in "of" or "for" begins.
func (r *reading) chunkHead(x run) int {
	head := x.from
	for k := x.from; k < x.to; k++ {
		if r.words[k].XPOS == "IN" {
			break
		}
		if r.isNominal(k) {
			head = k
		}
	}
	return head
}

func (r *reading) isInNominal(i int) bool {
	switch x := r.words[i].XPOS; x {
	case "DT", "CD", "PRP$", "POS":
		return true
	default:
		return strings.HasPrefix(x, "NN") || strings.HasPrefix(x, "JJ")
	}
}
