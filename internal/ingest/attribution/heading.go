package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// headingReports proposes a report for every paragraph that begins with its speaker and a colon: "Ruiz: Bridge Is Safe".
func (r *reading) headingReports(lex *lexicon) []report {
	var out []report
	for s, here := range r.sentences {
		if s > 0 && r.words[here.from].paragraph == r.words[r.sentences[s-1].from].paragraph {
			continue
		}
		if rep, ok := r.headingReport(here); ok {
			out = append(out, rep)
		}
		if s+1 == len(r.sentences) || r.words[r.sentences[s+1].from].paragraph != r.words[here.from].paragraph {
			out = append(out, r.headlineReports(here, lex)...)
		}
	}
	return out
}

// headlineReports reads a headline in which every word is a capitalised one by its words alone, because taggers take
// them all for names: "Bridge Is Safe, Mayor Says", "Ruiz Slams Toll".
func (r *reading) headlineReports(here run, lex *lexicon) []report {
	if !r.isHeadline(here) {
		return nil
	}
	var out []report
	for i := here.from + 1; i < here.to; i++ {
		lemma := thirdPerson(r.words[i].lower)
		e, ok := lex.find(lemma, verb)
		if !ok || e.rate < headlineRate || strings.HasPrefix(r.words[i].XPOS, "VB") {
			continue
		}
		rep := newReport(i, headline)
		rep.entry = e
		source, content := run{here.from, i}, run{i + 1, here.to}
		if r.onlyMarks(i+1, here.to) {
			comma := i - 1
			for comma > here.from && r.words[comma].lower != "," {
				comma--
			}
			source, content = run{comma + 1, i}, run{here.from, comma}
		}
		r.setSource(&rep, i-1, source)
		rep.content = r.settle([]run{content}, rep)
		if !rep.source.empty() && len(rep.content) > 0 {
			out = append(out, rep)
		}
	}
	return out
}

// headlineRate is how often a word must be a cue to count as a verb in a headline.
const headlineRate = 0.35

// isHeadline reports whether a sentence begins most of its words with capitals.
func (r *reading) isHeadline(here run) bool {
	if here.len() < 3 || here.len() > 30 {
		return false
	}
	capitals, small := 0, 0
	for k := here.from; k < here.to; k++ {
		switch c, _ := utf8.DecodeRuneInString(r.words[k].Form); {
		case unicode.IsUpper(c):
			capitals++
		case unicode.IsLower(c) && len(r.words[k].Form) > 3:
			small++
		}
	}
	return capitals >= 3 && capitals > 3*small
}

// thirdPerson is the lemma of a regular verb in the present tense, third person.
func thirdPerson(form string) string {
	switch {
	case strings.HasSuffix(form, "ies"):
		return strings.TrimSuffix(form, "ies") + "y"
	case strings.HasSuffix(form, "sses"), strings.HasSuffix(form, "ches"), strings.HasSuffix(form, "shes"):
		return strings.TrimSuffix(form, "es")
	}
	return strings.TrimSuffix(form, "s")
}

// plainHeading is the least chance of a heading with a speaker.
const plainHeading = 0.4

// longestLabel is how many words a speaker before a colon may have.
const longestLabel = 9

func (r *reading) headingReport(here run) (report, bool) {
	for i := here.from + 1; i < here.to-1 && i <= here.from+longestLabel; i++ {
		if r.words[i].lower != ":" {
			continue
		}
		label := run{here.from, i}
		quoted := r.words[i+1].quotation >= 0 && r.quotations[r.words[i+1].quotation].from == i+1
		if r.isMere(label) || !r.isSpeaker(label, quoted) {
			return report{}, false
		}
		rep := newReport(i, heading)
		r.setSource(&rep, i-1, label)
		content := run{i + 1, here.to}
		if quoted {
			rep.quotation = r.words[i+1].quotation
			content = r.quotations[rep.quotation].run
		}
		rep.floor = plainHeading
		rep.content = r.settle([]run{content}, rep)
		return rep, !rep.source.empty() && len(rep.content) > 0
	}
	return report{}, false
}

// isMere reports whether what stands before a colon is no speaker but a clause.
func (r *reading) isMere(label run) bool {
	for k := label.from; k < label.to; k++ {
		if r.isVerb(k) || r.words[k].quotation >= 0 {
			return true
		}
	}
	return false
}
