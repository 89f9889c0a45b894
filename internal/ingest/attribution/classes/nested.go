package classes

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// NestedReport is a report within the content of another one: "Hall said the mill would close" in "Reuters reported that Hall
// said the mill would close".
type NestedReport struct{ Source, Cue, Content ling.Range }

// leastNested is the least rate in the lexicon of the verb of a nested report. Chosen by hand: the verbs above it nearly
// always report where a clause follows.
const leastNested = 0.4

// NestedReports returns the reports within content that have the plainest form: a finite verb of speech outside quotations, with a
// subject and a clause. The subject is in the third person.
func (r *Rules) NestedReports(content ling.Range) (found []NestedReport) {
	for v := content.From; v < content.To; v++ {
		e, ok := r.lookup(v)
		if !ok || e.kind != Speech || e.rate < leastNested || !r.isVerb(v) || r.isAuxiliary(v) || r.IsQuoted(v) || r.isNegated(v) {
			continue
		}
		if n := r.nestedReport(v, content); !n.Content.Empty() {
			found = append(found, n)
		}
	}
	return found
}

// nestedReport returns the report of verb v in content. It is empty where v has no subject, or no clause with a subject, in content,
// is in the passive voice, has a modal verb or is the question "did he say".
func (r *Rules) nestedReport(v int, content ling.Range) (n NestedReport) {
	subject, c := r.subject(v), r.Dependent(v, ud.Ccomp)
	if subject < content.From || subject >= v || c <= v || c >= content.To || r.isPassive(v) {
		return n
	}
	if w := &r.Words[subject]; w.XPOS.IsInterrogative() || noReporters[w.Lower] {
		return n
	}
	for _, d := range r.Words[v].Dependents {
		if r.Words[d].Deprel.IsAuxiliary() && r.Words[d].Lemma != "have" && r.Words[d].Lemma != "be" {
			return n
		}
	}
	clause := ling.Between(max(r.Words[c].First, v+1), r.Words[c].Last+1).Intersect(content)
	for clause.To < content.To && !r.Words[clause.To].IsPunctuation() && r.Words[clause.To].XPOS != ud.CC {
		clause.To++ // what the tree attaches elsewhere
	}
	clause = r.trim(clause)
	source := r.named(subject, v, content)
	if clause.Empty() || r.subject(c) < clause.From || r.hasQuotation(source) || r.IsQuoted(clause.From) || r.Words[clause.From].XPOS.IsInterrogative() {
		return n
	}
	return NestedReport{source, r.announcingVerb(v, content), clause}
}

// hasQuotation reports whether a word of x is in a quotation.
func (r *Rules) hasQuotation(x ling.Range) bool {
	for k := x.From; k < x.To; k++ {
		if r.IsQuoted(k) {
			return true
		}
	}
	return false
}

// noReporters are subjects that are not in the third person, or refer to nobody.
var noReporters = lists.Set("no reporter")

// QuotedAs is a report of what somebody quotes another person as saying: "The paper quoted the mayor as saying that …", "The mayor was
// quoted by the paper as saying that …".
type QuotedAs struct {
	Relayer, Cue ling.Range // "The paper", "quoted"; the relayer is empty where none is stated
	Nested       NestedReport
}

// QuotedAs returns the report of this form in a sentence, and reports whether there is one.
func (r *Rules) QuotedAs(sentence ling.Range) (q QuotedAs, ok bool) {
	v, as := -1, -1
	for k := sentence.From; k+2 < sentence.To; k++ {
		switch w := &r.Words[k]; {
		case v < 0 && quoting[w.Lemma] && r.isVerb(k) && !r.IsQuoted(k):
			v = k
		case v >= 0 && as < 0 && w.Lower == "as" && r.Words[k+1].XPOS == ud.VBG:
			as = k
		}
	}
	if as < 0 {
		return q, false
	}
	if e, known := r.lookup(as + 1); !known || e.kind != Speech {
		return q, false
	}
	q.Cue = r.announcingVerb(v, sentence)
	q.Nested.Cue = ling.Between(as, as+2)
	q.Nested.Content = r.trim(ling.Between(as+2, max(r.Words[as+1].Last+1, as+3)).Intersect(sentence))
	speaker := r.Dependent(v, ud.Obj)
	if r.isPassive(v) {
		speaker = r.subject(v)
		if by := r.oblique(v, "by"); by >= 0 && by < as {
			q.Relayer = r.named(by, v, sentence)
		}
	} else if subject := r.subject(v); subject >= 0 {
		q.Relayer = r.named(subject, v, sentence)
	}
	if speaker < sentence.From || speaker >= as || q.Nested.Content.Empty() {
		return q, false
	}
	q.Nested.Source = r.named(speaker, v, sentence)
	return q, true
}

var quoting = lists.Set("quoting")
