package eval

import (
	"cmp"
	"slices"
	"strings"

	"graphd/internal/ingest/text"
)

// A tokenizedAttribution is an attribution of the system or of the gold standard as tokens.
type tokenizedAttribution struct {
	keys                 [slots]string
	source, cue, content []int // indices of word tokens
	head                 int   // the head token of the source; -1 without a source
	form                 string
}

// The slots of an attribution.
const (
	sourceSlot = iota
	cueSlot
	contentSlot
	slots
)

// tokenize returns the tokens of an attribution.
func (p *tokenizedText) tokenize(m MarkedAttribution) tokenizedAttribution {
	return tokenizedAttribution{
		keys:   [slots]string{p.key(m.Source), p.key(m.Cue), p.key(m.Content)},
		source: p.words(m.Source, false), cue: p.words(m.Cue, false), content: p.words(m.Content, false),
		head: p.head(m.Source), form: p.form(m.Content),
	}
}

// head returns the head token of a source, which it finds by words: the last word before the first comma, bracket, dash,
// preposition or relative pronoun. The scorer of the corpora uses the same rule.
func (p *tokenizedText) head(source []text.Span) int {
	if len(source) == 0 {
		return -1
	}
	head := -1
	for _, t := range p.words(source[:1], true) {
		w := p.tokens[t]
		if !w.word {
			if head >= 0 && strings.Contains(",(;:—–-[“\"", w.lower) {
				break
			}
			continue
		}
		if afterHead[w.lower] && head >= 0 {
			break
		}
		if articles[w.lower] && head < 0 {
			continue
		}
		head = t
	}
	if head < 0 {
		if ws := p.words(source[:1], false); len(ws) > 0 {
			head = ws[len(ws)-1]
		}
	}
	return head
}

// sameSource reports whether each source contains the head of the other, or neither has a head.
func sameSource(a, b tokenizedAttribution) bool {
	if a.head < 0 || b.head < 0 {
		return a.head < 0 && b.head < 0
	}
	return slices.Contains(b.source, a.head) && slices.Contains(a.source, b.head)
}

// dice returns the Dice coefficient of two sorted lists.
func dice(a, b []int) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	return 2 * float64(shared(a, b)) / float64(len(a)+len(b))
}

// shared returns the number of common elements of two sorted lists.
func shared(a, b []int) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := cmp.Compare(a[i], b[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// A goldMatch pairs a gold attribution with one of the system, by their indices.
type goldMatch struct {
	score        float64
	gold, system int
}

// pair pairs gold and system attributions one to one, greedily: the largest overlap of content first, then a common cue,
// then the same source. The bonuses for cue and source only break ties.
func pair(gold, system []tokenizedAttribution) []goldMatch {
	var all []goldMatch
	for i, g := range gold {
		for j, s := range system {
			d := dice(g.content, s.content)
			cue := shared(g.cue, s.cue) > 0
			if d == 0 && !cue {
				continue
			}
			if cue {
				d += 0.001
			}
			if sameSource(g, s) {
				d += 0.0005
			}
			all = append(all, goldMatch{d, i, j})
		}
	}
	slices.SortFunc(all, func(a, b goldMatch) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.gold, b.gold), cmp.Compare(a.system, b.system))
	})
	usedGold, usedSystem := map[int]bool{}, map[int]bool{}
	return slices.DeleteFunc(all, func(x goldMatch) bool {
		if usedGold[x.gold] || usedSystem[x.system] {
			return true
		}
		usedGold[x.gold], usedSystem[x.system] = true, true
		return false
	})
}
