package attribution

import (
	_ "embed"
	"strings"

	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

//go:embed othersenses.tsv
var otherSensesFile string

// otherSenses holds, by the lemma of a verb, the objects with which it reports nothing.
var otherSenses = readOtherSenses(otherSensesFile)

// readOtherSenses returns the table in file: a verb, a tab and the lemmas of its objects in each line.
func readOtherSenses(file string) map[string]map[string]bool {
	table := map[string]map[string]bool{}
	for line := range strings.Lines(file) {
		verb, objects, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(verb, "#") {
			continue
		}
		table[verb] = map[string]bool{}
		for _, object := range strings.Fields(objects) {
			table[verb][object] = true
		}
	}
	return table
}

// number is the object in the table that matches every number: "added 0.1%", "added $3".
const number = "#"

// hasOtherSense reports whether the cue of rep is a verb that reports nothing with its object: "ordered 400 pairs of boots", "claimed a
// late winner", "denied United the title", "called his sister".
func (x *extraction) hasOtherSense(rep report) bool {
	if rep.cue.Empty() || len(rep.content) != 1 || rep.content[0].From != rep.cue.To || x.IsQuoted(rep.content[0].From) {
		return false
	}
	verb, content := &x.Words[rep.cue.To-1], rep.content[0]
	if !verb.XPOS.IsVerb() {
		return false
	}
	end := x.objectEnd(content)
	switch {
	case end == content.From:
		return false
	case verb.Lemma == "call" && !x.IsPlainObject(content):
		return false
	case x.hasClause(ling.Between(end, content.To)):
		return false // "admitted the man had left"
	case verb.Lemma == "deny" && end < content.To && x.BeginsNominal(end):
		return true
	}
	first := x.Words[content.From]
	isNumber := first.XPOS == ud.CD || first.Form == "$" || first.Form == "£" || first.Form == "€"
	objects := otherSenses[verb.Lemma]
	return objects[number] && isNumber || objects[x.Words[end-1].Lemma]
}

// objectEnd returns the end of the nominal that content begins with, or of its adjectives if it has no noun, as in "a new high"; its
// beginning if it has neither.
func (x *extraction) objectEnd(content ling.Range) int {
	end := x.NominalEnd(content.From, content.To)
	if end > content.From {
		return end
	}
	k := content.From
	for k < content.To && (x.Words[k].XPOS == ud.DT || x.Words[k].XPOS == ud.PRPS || x.Words[k].XPOS.IsAdjective()) {
		k++
	}
	if k == content.From || !x.Words[k-1].XPOS.IsAdjective() {
		return end
	}
	return k
}

// hasClause reports whether r, the words after a nominal, has a finite verb before a conjunction of time.
func (x *extraction) hasClause(r ling.Range) bool {
	for k := r.From; k < r.To && !subordinators[x.Words[k].Lower]; k++ {
		if x.Words[k].XPOS.IsFinite() {
			return true
		}
	}
	return false
}

// endBeforeOthersWords ends contents before a quotation after a colon that has a cue of its own: "The manager says [there is no danger]:
// “There never was,” the owner insisted".
func (x *extraction) endBeforeOthersWords(reports []report) {
	claimed := map[int]bool{} // first words of quotations that are the content of a report
	for _, rep := range reports {
		if first := rep.content[0].From; !rep.cue.Empty() && rep.content[0].From < rep.cue.From && x.IsQuoted(first) {
			claimed[x.Quotations[x.Words[first].Quotation].From] = true
		}
	}
	for i := range reports {
		content := &reports[i].content[0]
		if x.Words[content.From].Quotation >= 0 || reports[i].cue.From > content.From || x.Kind(reports[i].slots()) != classes.Speech {
			continue
		}
		for k := content.From + 1; k+1 < content.To; k++ {
			if x.Words[k].Form == ":" && claimed[k+1] {
				reports[i].content = []ling.Range{x.contentOf(ling.Between(content.From, k))}
				break
			}
		}
	}
}
