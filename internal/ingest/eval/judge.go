package eval

// Verdict says of one attribution of a system whether gold has one like it.
type Verdict int

// The verdicts.
const (
	Wrong    Verdict = iota
	Right            // half of the content or more, the source, and a word of the cue
	SetAside         // half or more of its content was set aside by the annotators
)

// Judge holds each of the system's attributions against gold by itself: two may be right by the same attribution of gold.
func Judge(d Document, system []Marked) []Verdict {
	p := newPage(d.Text)
	gold := p.candidates(d.Attributions)
	away := p.words(d.Discard, false)
	out := make([]Verdict, len(system))
	for i, m := range system {
		c := p.candidate(m)
		switch {
		case len(c.content) > 0 && 2*shared(c.content, away) >= len(c.content):
			out[i] = SetAside
		case hasLike(gold, c):
			out[i] = Right
		}
	}
	return out
}

func hasLike(gold []candidate, c candidate) bool {
	for _, g := range gold {
		if dice(g.content, c.content) >= 0.5 && sameSource(g, c) && (shared(g.cue, c.cue) > 0 || len(g.cue) == 0 && len(c.cue) == 0) {
			return true
		}
	}
	return false
}
