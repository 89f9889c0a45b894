package eval

// A Verdict is the result of comparing an attribution of a system with the gold standard.
type Verdict int

// The verdicts.
const (
	Wrong     Verdict = iota
	Right             // at least half of the content, the source, and a word of the cue are those of a gold attribution
	Discarded         // the annotators discarded at least half of its content
)

// Judge compares each attribution of the system with the gold attributions on its own: several may be right because of
// the same gold attribution.
func Judge(d GoldDocument, system []MarkedAttribution) []Verdict {
	p := tokenizeText(d.Text)
	gold := p.tokenizeAll(d.Attributions)
	discarded := p.words(d.Discard, false)
	out := make([]Verdict, len(system))
	for i, m := range system {
		c := p.tokenize(m)
		switch {
		case len(c.content) > 0 && 2*shared(c.content, discarded) >= len(c.content):
			out[i] = Discarded
		case matchesAny(gold, c):
			out[i] = Right
		}
	}
	return out
}

// matchesAny reports whether c matches one of the gold attributions.
func matchesAny(gold []tokenizedAttribution, c tokenizedAttribution) bool {
	for _, g := range gold {
		if dice(g.content, c.content) >= 0.5 && sameSource(g, c) && (shared(g.cue, c.cue) > 0 || len(g.cue) == 0 && len(c.cue) == 0) {
			return true
		}
	}
	return false
}
