package ling

import (
	_ "embed"

	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/wordlist"
)

// repair corrects frequent parser errors in sentence s. It runs before the dependents of its words are computed.
func (l *Layout) repair(s Range) {
	for i := s.From; i < s.To; i++ {
		l.repairTitle(i, s)
		l.repairCoordination(i, s)
	}
}

// repairTitle makes a title part of the name after it, where the parser made it the head of the sentence: "Ms Vale
// believes …".
func (l *Layout) repairTitle(i int, s Range) {
	w := l.Words
	if !titles[w[i].Lower] || i+1 >= s.To || w[i+1].Name.Kind != Person && !w[i+1].XPOS.IsProperNoun() {
		return
	}
	title := &w[i]
	title.XPOS, title.UPOS = ud.NNP, ud.PROPN
	last := i + 1
	for last+1 < s.To && w[last].Head == last+1 && w[last+1].XPOS.IsProperNoun() {
		last++
	}
	v := w[last].Head
	if v <= last || w[v].Head != i {
		return
	}
	w[v].Head, w[v].Deprel = title.Head, title.Deprel
	title.Head, title.Deprel = last, ud.Compound
	for k := s.From; k < s.To; k++ {
		if w[k].Head == i && k != v {
			w[k].Head = v
		}
	}
}

// repairCoordination makes the second of two reporting verbs a conjunct of the first, where the parser made it a conjunct of
// what the first one reports although their forms differ: "recommends that the fund be closed and concludes that …".
func (l *Layout) repairCoordination(d int, s Range) {
	w := l.Words
	c := w[d].Head
	if w[d].Deprel != ud.Conj || c < 0 || w[c].Deprel != ud.Ccomp || !reportingVerbs[w[d].Lemma] {
		return
	}
	i := w[c].Head
	if i < s.From || i >= c || w[d].XPOS != w[i].XPOS || w[d].XPOS == ud.VB {
		return
	}
	differs := false
	for k := i + 1; k < s.To; k++ {
		switch {
		case w[k].Head == d && (w[k].Deprel.IsNominalSubject() || w[k].Deprel == ud.Aux):
			return
		case w[k].Head == c && k < c && (w[k].XPOS == ud.VB || w[k].XPOS == ud.MD):
			differs = true
		}
	}
	if !differs {
		return
	}
	w[d].Head = i
	if cc := d - 1; w[cc].Deprel == ud.Cc {
		w[cc].Head = i
	}
}

//go:embed repair.tsv
var repairFile string

var (
	repairLists    = wordlist.Parse(repairFile)
	titles         = repairLists.Set("title") // before a name: "Ms"
	reportingVerbs = repairLists.Set("reporting verb")
)
