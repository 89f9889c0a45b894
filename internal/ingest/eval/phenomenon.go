package eval

import (
	"slices"
	"strings"
)

// Phenomena holds the keys of Scores.ByPhenomenon in the order of reports: properties that make an attribution hard to
// find. An attribution may have several or none.
var Phenomena = []string{
	"no source", "pronoun source", "relative pronoun source", "long source",
	"mark for a cue", "noun or phrase cue", "long cue", "modal cue", "negated cue", "passive cue",
	"inversion", "split content", "content in other paragraphs", "short content", "long content", "begins its paragraph", "headline",
}

// shows returns the phenomena of an attribution, which it recognises by words.
func (p *tokenizedText) shows(m MarkedAttribution, c tokenizedAttribution) []string {
	var out []string
	add := func(name string, shown bool) {
		if shown {
			out = append(out, name)
		}
	}
	p.showSource(add, c)
	p.showCue(add, m, c)
	p.showContent(add, m, c)
	return out
}

// Bounds of long and short slots in words, chosen by hand.
const (
	longSource   = 9
	longCue      = 4
	shortContent = 3
	longContent  = 40
)

// showSource calls add with each phenomenon of a source, and whether the attribution has it.
func (p *tokenizedText) showSource(add func(string, bool), c tokenizedAttribution) {
	add("no source", len(c.source) == 0)
	alone := ""
	if len(c.source) == 1 {
		alone = p.tokens[c.source[0]].lower
	}
	add("pronoun source", personal[alone])
	add("relative pronoun source", relatives[alone])
	add("long source", len(c.source) >= longSource)
}

// showCue does the same for a cue.
func (p *tokenizedText) showCue(add func(string, bool), m MarkedAttribution, c tokenizedAttribution) {
	all := p.words(m.Cue, true)
	add("mark for a cue", len(all) > 0 && len(c.cue) == 0)
	if len(c.cue) == 0 {
		return
	}
	first, last := p.tokens[c.cue[0]].lower, p.tokens[c.cue[len(c.cue)-1]].lower
	has := func(words map[string]bool) bool {
		return slices.ContainsFunc(c.cue, func(t int) bool { return words[p.tokens[t].lower] })
	}
	contracted := slices.ContainsFunc(c.cue, func(t int) bool {
		return strings.HasSuffix(p.tokens[t].lower, "n't") || strings.HasSuffix(p.tokens[t].lower, "n’t")
	})
	add("noun or phrase cue", first == "according" || last == "of" || articles[first] || first == "in")
	add("long cue", len(c.cue) >= longCue)
	add("modal cue", has(modals))
	add("negated cue", has(negations) || contracted)
	add("passive cue", len(c.cue) > 1 && passives[first] && (strings.HasSuffix(last, "ed") || last == "by" || last == "told" || last == "said"))
}

// showContent does the same for a content.
func (p *tokenizedText) showContent(add func(string, bool), m MarkedAttribution, c tokenizedAttribution) {
	if len(c.content) == 0 {
		return
	}
	first, last := c.content[0], c.content[len(c.content)-1]
	add("inversion", len(c.cue) > 0 && len(c.source) > 0 && first < c.cue[0] && c.cue[0] < c.source[0])
	add("split content", len(m.Content) > 1)
	other := p.lineEnds(first, last)
	if len(c.cue) > 0 {
		other = other || p.lineEnds(min(first, c.cue[0]), max(first, c.cue[0]))
	}
	add("content in other paragraphs", other)
	add("short content", len(c.content) <= shortContent)
	add("long content", len(c.content) >= longContent)
	start := min(first, slices.Min(append([]int{first}, c.source...)))
	add("begins its paragraph", start == 0 || p.lineEnds(start-1, start))
	add("headline", !slices.Contains(p.runes[:p.tokens[start].Start], '\n'))
}
