package eval

// A Likeness says which gold attribution one of the system reports, and which of its slots are right.
type Likeness struct {
	Gold            int  // index of the gold attribution; -1 if the text reports nothing there
	Source, Content bool // the slots are those of the gold attribution, allowing for other bounds
}

// Compare returns the likeness of each attribution of the system to the gold attribution that it resembles most. Each is
// compared on its own, so that several may report the same gold attribution.
//
// An attribution of the system reports a gold one if their cues have a word in common, or if it contains half of the gold
// content. Its source is right if each source contains the head of the other, or if half of their words are common, or if
// neither has a source. Its content is right if half of each content is in the other.
func Compare(d GoldDocument, system []MarkedAttribution) []Likeness {
	p := tokenizeText(d.Text)
	gold := p.tokenizeAll(d.Attributions)
	out := make([]Likeness, len(system))
	for i, m := range system {
		out[i] = closest(gold, p.tokenize(m))
	}
	return out
}

// closest returns the likeness of s to the gold attribution that it resembles most. Of equal ones it takes the first.
func closest(gold []tokenizedAttribution, s tokenizedAttribution) Likeness {
	best, most := Likeness{Gold: -1}, 0.0
	for i, g := range gold {
		cue, common := shared(g.cue, s.cue) > 0, shared(g.content, s.content)
		if !cue && (common == 0 || 2*common < len(g.content)) {
			continue
		}
		x := Likeness{
			Gold:    i,
			Source:  sameSource(g, s) || dice(g.source, s.source) >= 0.5,
			Content: 2*common >= max(len(g.content), len(s.content)),
		}
		if r := resemblance(x, cue, dice(g.content, s.content)); r > most {
			best, most = x, r
		}
	}
	return best
}

// resemblance returns how much a candidate resembles a gold attribution. A common cue counts as much as the same content,
// and the same source half as much; the weights are chosen by hand.
func resemblance(x Likeness, cue bool, content float64) float64 {
	r := content
	if cue {
		r++
	}
	if x.Source {
		r += 0.5
	}
	return r
}
