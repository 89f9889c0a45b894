package attribution

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

var (
	askingVerbs      = lists.Set("asking")           // whose object then answers
	timeConjunctions = lists.Set("time conjunction") // of clauses such as "when asked"
)

// dropAskedSources clears sources that are the person asked, accused, warned or told.
func (x *extraction) dropAskedSources(reports []report) {
	cues := map[int]bool{}
	for _, rep := range reports {
		cues[rep.cue.From] = true
	}
	for i := range reports {
		if x.isAskedSource(reports[i], cues) || x.IsAddressed(reports[i].slots()) {
			reports[i].source = ling.Range{}
		}
	}
}

// isAskedSource reports whether rep is a question to its source, who then answers: "Asked whether he would go, Patel
// replied", "Patel, asked whether he would go, replied". The keys of cues are the first words of all cues.
func (x *extraction) isAskedSource(rep report, cues map[int]bool) bool {
	i := rep.cue.From
	if rep.cue.Empty() || rep.source.Empty() || rep.content[0].From < i {
		return false
	}
	if w := &x.Words[i]; !askingVerbs[w.Lemma] || w.XPOS != ud.VBN && w.XPOS != ud.VBD {
		return false
	}
	end := rep.content[len(rep.content)-1].To
	if rep.source.From > end {
		return x.Words[rep.source.From-1].Lower == "," && x.opensSentence(i)
	}
	return rep.source.To <= i && x.Words[i-1].Lower == "," && end < len(x.Words) && x.Words[end].Lower == "," && cues[end+1]
}

// opensSentence reports whether word i is the first of its sentence, not counting a conjunction of time.
func (x *extraction) opensSentence(i int) bool {
	start := x.sentenceOf(i).From
	return i == start || i == start+1 && timeConjunctions[x.Words[start].Lower]
}
