package eval

import (
	"cmp"
	"slices"
	"strings"

	"graphd/internal/ingest/text"
)

// candidate is an attribution of either side, ready for comparison.
type candidate struct {
	keys                 [slots]string
	source, cue, content []int // word tokens
	head                 int   // the source's head token, -1 for no source
	form                 string
}

// The slots of an attribution.
const (
	sourceSlot = iota
	cueSlot
	contentSlot
	slots
)

func (p *page) candidate(m Marked) candidate {
	return candidate{
		keys:   [slots]string{p.key(m.Source), p.key(m.Cue), p.key(m.Content)},
		source: p.words(m.Source, false), cue: p.words(m.Cue, false), content: p.words(m.Content, false),
		head: p.head(m.Source), form: p.form(m.Content),
	}
}

var (
	articles = set("a an the")
	cutters  = set("who which that whom whose of at for with in from on to as by among inside near between including")
)

// head is the head token of a source, found by its words alone: the last word before the first comma, bracket, dash,
// preposition or relative pronoun.
func (p *page) head(source []text.Span) int {
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
		if cutters[w.lower] && head >= 0 {
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

// sameSource reports whether each source holds the other's head, or neither has one.
func sameSource(a, b candidate) bool {
	if a.head < 0 || b.head < 0 {
		return a.head < 0 && b.head < 0
	}
	return slices.Contains(b.source, a.head) && slices.Contains(a.source, b.head)
}

// dice is the Dice coefficient of two ascending lists.
func dice(a, b []int) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	return 2 * float64(shared(a, b)) / float64(len(a)+len(b))
}

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

type pairing struct {
	score        float64
	gold, system int
}

// pair matches gold and system one to one: largest shared content first, then cue, then source.
func pair(gold, system []candidate) []pairing {
	var all []pairing
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
			all = append(all, pairing{d, i, j})
		}
	}
	slices.SortFunc(all, func(a, b pairing) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.gold, b.gold), cmp.Compare(a.system, b.system))
	})
	usedGold, usedSystem := map[int]bool{}, map[int]bool{}
	return slices.DeleteFunc(all, func(x pairing) bool {
		if usedGold[x.gold] || usedSystem[x.system] {
			return true
		}
		usedGold[x.gold], usedSystem[x.system] = true, true
		return false
	})
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
