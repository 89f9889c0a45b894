package attribution

import (
	"slices"
	"strings"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// wholeContents widens contents that were cut short in a plain clause, and drops the reports whose content is still a fragment:
// "that", "Ms", "that he".
func (x *extraction) wholeContents(reports []report) []report {
	return slices.DeleteFunc(reports, func(rep report) bool {
		x.widen(rep)
		return x.isFragment(rep.content) || x.breaksOff(rep)
	})
}

// widen extends the last range of a content to the end of the clause or phrase that it breaks off, and an infinitive to the
// left by the person who is to do it: "urged drivers [to stop]". It stays outside the other slots and quotations.
func (x *extraction) widen(rep report) {
	last := &rep.content[len(rep.content)-1]
	if last.Empty() || x.IsQuoted(last.To-1) {
		return
	}
	for head := x.missingHead(rep.content); head >= 0; head = x.missingHead(rep.content) {
		end := x.freeEnd(rep, last.To, x.Words[head].Last+1)
		if end <= head {
			return
		}
		last.To = x.contentOf(ling.Between(last.From, end)).To
	}
	if o := x.performer(rep); !o.Empty() {
		rep.content[0].From = o.From
	}
}

// missingHead returns the word after the content, in its sentence, that the content cannot do without: the noun or verb of its
// last word, as in "that the", "by Mr", or the verb of the clause that "that" or "to" begins. It returns -1 where none is missing.
func (x *extraction) missingHead(content []ling.Range) int {
	end := content[len(content)-1].To
	if w := x.Words[end-1]; needy[w.Deprel] && w.Head >= end {
		return w.Head
	}
	if w := x.Words[content[0].From]; w.Deprel == ud.Mark && w.Head >= end {
		return w.Head
	}
	return -1
}

// needy are the relations of words that mean nothing without their head.
var needy = map[ud.Deprel]bool{
	ud.Det: true, ud.Case: true, ud.Mark: true, ud.Aux: true, ud.AuxPass: true, ud.Cop: true, ud.NmodPoss: true, ud.Compound: true,
	ud.Amod: true, ud.Nummod: true,
}

// freeEnd returns the end of the words in [from, to) before the first word that belongs to the source or cue of rep, to a
// quotation or to another clause that a comma or colon separates.
func (x *extraction) freeEnd(rep report, from, to int) int {
	for k := from; k < to; k++ {
		if rep.source.Has(k) || rep.cue.Has(k) || x.IsQuoted(k) || x.Words[k].IsPunctuation() {
			return k
		}
	}
	return to
}

// performer returns the object of the cue that a bare infinitive directly follows, as a range that ends where the content begins.
// It is empty where there is none.
func (x *extraction) performer(rep report) ling.Range {
	first := rep.content[0]
	if len(rep.content) > 1 || first.Len() != 2 || x.Words[first.From].XPOS != ud.TO || rep.cue.Empty() || rep.cue.To >= first.From {
		return ling.Range{}
	}
	if k := first.From - 1; !x.Words[k].XPOS.IsNoun() && x.Words[k].XPOS != ud.PRP {
		return ling.Range{}
	}
	between := ling.Between(rep.cue.To, first.From)
	if between.Overlaps(rep.source) || x.freeEnd(rep, between.From, between.To) < between.To || x.SentenceOf(rep.cue.From) != x.SentenceOf(first.From) {
		return ling.Range{}
	}
	return between
}

// breaksOff reports whether the content ends with an auxiliary at the end of a paragraph that is no end of a sentence: "said she would".
func (x *extraction) breaksOff(rep report) bool {
	last := rep.end() - 1
	return last > rep.content[0].From && !x.IsQuoted(last) && x.Words[last].XPOS == ud.MD && x.ParagraphOf(last).To == last+1
}

// isFragment reports whether content says nothing by itself: it has no word of content, or it is "that" without a verb. A
// quotation is whole, except of a single function word.
func (x *extraction) isFragment(content []ling.Range) bool {
	words, meaning, verbs, quoted := 0, 0, 0, 0
	for _, r := range content {
		for k := r.From; k < r.To; k++ {
			w := &x.Words[k]
			if w.IsPunctuation() {
				continue
			}
			words++
			if w.Quotation >= 0 {
				quoted++
			}
			if w.XPOS.IsVerb() || w.XPOS == ud.MD {
				verbs++
			}
			if x.isMeaningful(k) {
				meaning++
			}
		}
	}
	switch {
	case words == 0:
		return true
	case words == quoted && (words > 1 || x.isUtterance(content)):
		return false
	case meaning == 0:
		return !x.isNo(content)
	}
	first := x.Words[x.contentOf(content[0]).From]
	return first.Lower == "that" && first.Deprel == ud.Mark && verbs == 0
}

// isNo reports whether content is the answer "no", and not the beginning of a phrase: "Asked whether he knew, Brennan said no."
func (x *extraction) isNo(content []ling.Range) bool {
	r := content[0]
	return len(content) == 1 && x.Words[r.From].Lower == "no" && (r.Len() == 1 || x.Words[r.From+1].IsPunctuation()) &&
		(r.To == len(x.Words) || r.Len() > 1 || x.Words[r.To].IsPunctuation())
}

// isUtterance reports whether the only word of a quotation can be all that somebody says: "No", "Why?", "Never".
func (x *extraction) isUtterance(content []ling.Range) bool {
	for _, r := range content {
		for k := r.From; k < r.To; k++ {
			if w := &x.Words[k]; x.isMeaningful(k) || w.XPOS == ud.UH || w.XPOS == ud.WP || w.XPOS == ud.WRB || w.Lower == "no" || w.Lower == "yes" || w.Lower == "not" {
				return true
			}
		}
	}
	return false
}

// abbreviations are titles that need the name after them: "Ms".
var abbreviations = lists.Set("title")

// isMeaningful reports whether word k has a meaning of its own: a noun, name, verb, adjective, adverb or number, but no title,
// auxiliary or letter.
func (x *extraction) isMeaningful(k int) bool {
	w := &x.Words[k]
	if abbreviations[w.Lower] || strings.HasPrefix(w.Form, "@") || w.Deprel.IsAuxiliary() && w.XPOS != ud.CD || w.Len() < 2 && w.XPOS != ud.CD {
		return false
	}
	return w.XPOS.IsNoun() || w.XPOS.IsVerb() || w.XPOS == ud.MD || w.XPOS.IsAdjective() || w.XPOS == ud.CD || w.XPOS == ud.UH || w.XPOS.IsAdverb() && w.Lower != "so"
}
