package eval

import (
	"slices"
	"strings"
)

// Phenomena are the keys of Scores.ByPhenomenon, in the order in which they are reported: what is known to be hard to
// find. An attribution may show several or none.
var Phenomena = []string{
	"no source", "pronoun source", "relative pronoun source", "long source",
	"mark for a cue", "noun or phrase cue", "long cue", "modal cue", "negated cue", "passive cue",
	"inversion", "split content", "content in other paragraphs", "short content", "long content", "begins its paragraph", "headline",
}

// shows lists the phenomena that marked spans show, told by their words alone.
func (p *page) shows(m Marked, c candidate) []string {
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

var (
	personal  = set("he she they we i it you")
	relatives = set("who which that whom whose")
	modals    = set("will would could may might must should can shall 'll wo")
	negations = set("not never n't no neither nor without declined refused")
	passives  = set("is are was were be been being 's 're")
)

// Bounds in words.
const (
	longSource   = 9
	longCue      = 4
	shortContent = 3
	longContent  = 40
)

func (p *page) showSource(add func(string, bool), c candidate) {
	add("no source", len(c.source) == 0)
	alone := ""
	if len(c.source) == 1 {
		alone = p.tokens[c.source[0]].lower
	}
	add("pronoun source", personal[alone])
	add("relative pronoun source", relatives[alone])
	add("long source", len(c.source) >= longSource)
}

func (p *page) showCue(add func(string, bool), m Marked, c candidate) {
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

func (p *page) showContent(add func(string, bool), m Marked, c candidate) {
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
