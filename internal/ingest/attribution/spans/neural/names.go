package neural

import (
	"unicode"
	"unicode/utf8"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/namer"
)

// agreement is added to the log probability of the label that the name finder without an encoder gives a word. Chosen among 0, 2 and 4 on
// blocks of wikigold that no training uses (F1 66, 73, 70; without the encoder 69).
const agreement = 2

// Names returns the name of each word of l, of which r is the reading: the most probable sequence of labels of each sentence
// (Viterbi 1967) by the encoder's probabilities and the names in l. A name has a word with a capital letter or a digit.
func (r *Reading) Names(l *ling.Layout) []ling.NameTag {
	out := make([]ling.NameTag, len(l.Words))
	var path namePath
	for _, s := range l.Sentences {
		path = path[:0]
		for i := s.From; i < s.To; i++ {
			path.add(&r.names[i], int(l.Words[i].Name.Label()))
		}
		path.trace(out[s.From:s.To])
		dropDescriptions(l.Words[s.From:s.To], out[s.From:s.To])
	}
	return out
}

// A namePath holds for each word of a sentence and each label the best sequence that ends there.
type namePath [][nameCount]pathEnd

// A pathEnd is the end of a sequence of labels.
type pathEnd struct {
	score  float32
	before int8 // the label before this one
}

// add adds a word with its log probabilities and the label that it is likely to have.
func (p *namePath) add(logs *labels, likely int) {
	*p = append(*p, [nameCount]pathEnd{})
	n := len(*p) - 1
	word := &(*p)[n]
	for k := range word {
		best := float32(0)
		if n > 0 {
			last := &(*p)[n-1]
			word[k].before = bestBefore(last, k)
			best = last[word[k].before].score
		} else if isInside(k) {
			best = impossible
		}
		word[k].score = best + logs[k]
		if k == likely {
			word[k].score += agreement
		}
	}
}

// impossible is the score of what cannot be.
const impossible = -1e9

// isInside reports whether a label continues a name.
func isInside(label int) bool { return label > 0 && label%2 == 0 }

// bestBefore returns the best label before label: one that continues a name follows one of the same kind.
func bestBefore(last *[nameCount]pathEnd, label int) int8 {
	best := int8(0)
	if isInside(label) {
		best = int8(label - 1)
		if last[label].score > last[best].score {
			best = int8(label)
		}
		return best
	}
	for k := range last {
		if last[k].score > last[best].score {
			best = int8(k)
		}
	}
	return best
}

// trace writes the names of the best sequence.
func (p namePath) trace(out []ling.NameTag) {
	if len(p) == 0 {
		return
	}
	label := bestBefore(&p[len(p)-1], 0)
	for i := len(p) - 1; i >= 0; i-- {
		out[i] = ling.NameTagOf(namer.Label(label))
		label = p[i][label].before
	}
}

// dropDescriptions removes names in which no word begins with a capital letter or a digit.
func dropDescriptions(words []ling.TreeWord, names []ling.NameTag) {
	for from := 0; from < len(names); {
		to := from + 1
		for to < len(names) && names[to].Kind != ling.NoName && !names[to].Begin {
			to++
		}
		capital := false
		for _, w := range words[from:to] {
			first, _ := utf8.DecodeRuneInString(w.Form)
			capital = capital || unicode.IsUpper(first) || unicode.IsDigit(first)
		}
		if !capital {
			clear(names[from:to])
		}
		from = to
	}
}
