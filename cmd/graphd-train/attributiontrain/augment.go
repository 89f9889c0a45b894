package attributiontrain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// The news corpus has one manner of writing, American campaign news'. Sentences of it are made over into those of others, so
// that training sees them: the speaker behind reported speech without quotation marks, two reports in one sentence, what
// committees and reports find, what courts hear, what nobody is named for, and headlines with a colon.

// madeText is how many sentences make a text.
const sentencesPerText = 12

// made are texts of sentences made over, of articles. Text number i has sentences of the articles whose number is i modulo
// the number of annotators, so that it falls into their fold.
func (n newsPart) augmented(annotators []*ling.Annotator) newsPart {
	folds := len(annotators)
	parts := make([][]syntheticSentence, folds)
	for f := range parts {
		parts[f] = n.augmentedFrom(f, folds)
	}
	var out newsPart
	for at := 0; ; at += sentencesPerText {
		for f, part := range parts {
			if at+sentencesPerText > len(part) {
				return out
			}
			out = append(out, syntheticArticle(part[at:at+sentencesPerText], annotators[f]))
		}
	}
}

// madeOf are the sentences made of the articles of a fold, two of every plain report after the first.
func (n newsPart) augmentedFrom(fold, folds int) []syntheticSentence {
	var reports []simpleReport
	for i := fold; i < len(n); i += folds {
		given := []rune(n[i].Text)
		for _, m := range n[i].Attributions {
			if r, ok := asSimpleReport(given, m); ok {
				reports = append(reports, r)
			}
		}
	}
	var out []syntheticSentence
	for k := 1; k < len(reports); k++ {
		out = append(out, reports[k].rewritten(k-1, reports[k-1]), reports[k].inverted(k%2 == 0))
	}
	return out
}

// plainReport is an attribution that is a sentence by itself: source, cue of one word and content without quotation marks.
type simpleReport struct {
	source, cue, content string // content without "that", as it is written
}

// plainly is an attribution as a plain report, if it is one.
func asSimpleReport(given []rune, m eval.MarkedAttribution) (simpleReport, bool) {
	if len(m.Source) != 1 || len(m.Cue) != 1 || len(m.Content) != 1 {
		return simpleReport{}, false
	}
	s, c, x := m.Source[0], m.Cue[0], m.Content[0]
	alone := s.End+1 == c.Start && c.End+1 == x.Start && x.End < len(given) && given[x.End] == '.' && startsSentence(given, s.Start) && x.Len() > 20
	if !alone {
		return simpleReport{}, false
	}
	r := simpleReport{string(given[s.Start:s.End]), string(given[c.Start:c.End]), strings.TrimPrefix(string(given[x.Start:x.End]), "that ")}
	ok := !strings.ContainsAny(r.content, "“”\"‘\n") && !strings.ContainsAny(r.cue, " ,") && !strings.Contains(r.source, ",") && invertibleCues[r.cue]
	return r, ok
}

// begins reports whether a sentence begins at an offset.
func startsSentence(given []rune, at int) bool {
	return at == 0 || given[at-1] == '\n' || at > 1 && given[at-1] == ' ' && given[at-2] == '.'
}

// turnable are cues that may follow what was said.
var invertibleCues = map[string]bool{
	"said": true, "added": true, "warned": true, "argued": true, "insisted": true, "claimed": true, "wrote": true, "predicted": true,
	"acknowledged": true, "stressed": true, "explained": true, "noted": true, "conceded": true, "confirmed": true,
}

// part is a stretch of a sentence that is made, and the slot that it fills of the attribution of a number.
type segment struct {
	text string
	slot slotKind
	of   int
}

type slotKind int

// The slots of an attribution, and what is of none.
const (
	noSlot slotKind = iota
	sourceSlot
	cueSlot
	contentSlot
)

// madeSentence is a sentence that is made, without what ends it.
type syntheticSentence []segment

// end is a full stop and a blank line; headlines have no full stop.
func (s syntheticSentence) end() string {
	for _, p := range s {
		if p.slot == cueSlot && (p.text == ":" || p.text == "says") {
			return "\n\n"
		}
	}
	return ".\n\n"
}

// turned puts the speaker behind what is said, and the cue before the speaker where inverted is true.
func (r simpleReport) inverted(inverted bool) syntheticSentence {
	content, source, cue := segment{capitalised(r.content), contentSlot, 0}, segment{decapitalised(r.source), sourceSlot, 0}, segment{r.cue, cueSlot, 0}
	if inverted && !isPronoun(r.source) {
		return syntheticSentence{content, literal(", "), cue, literal(" "), source}
	}
	return syntheticSentence{content, literal(", "), source, literal(" "), cue}
}

func literal(s string) segment { return segment{text: s} }

// plain is the report as it was written, as that of a number.
func (r simpleReport) unchanged(of int, source string) syntheticSentence {
	return syntheticSentence{{source, sourceSlot, of}, literal(" "), {r.cue, cueSlot, of}, literal(" "), {r.content, contentSlot, of}}
}

// joined puts two reports into one sentence.
func (r simpleReport) coordinated(before simpleReport, conjunction string) syntheticSentence {
	out := append(before.unchanged(0, before.source), literal(", "+conjunction+" "))
	return append(out, r.unchanged(1, decapitalised(r.source))...)
}

// found lets a body find what somebody said.
func (r simpleReport) reportedByBody(body, cue string) syntheticSentence {
	return syntheticSentence{{body, sourceSlot, 0}, literal(" "), {cue, cueSlot, 0}, literal(" "), {"that " + r.content, contentSlot, 0}}
}

// heard leaves the speaker out: a court, or whoever it is, hears what is said.
func (r simpleReport) heardInCourt(hearer, cue string, behind bool) syntheticSentence {
	if behind {
		return syntheticSentence{{capitalised(r.content), contentSlot, 0}, literal(", " + decapitalised(hearer) + " "), {cue, cueSlot, 0}}
	}
	return syntheticSentence{literal(hearer + " "), {cue, cueSlot, 0}, literal(" "), {"that " + r.content, contentSlot, 0}}
}

// unnamed leaves the speaker out.
func (r simpleReport) impersonal(cue string, behind bool) syntheticSentence {
	if behind {
		return syntheticSentence{{capitalised(r.content), contentSlot, 0}, literal(", "), {decapitalised(cue), cueSlot, 0}}
	}
	return syntheticSentence{{cue, cueSlot, 0}, literal(" "), {"that " + r.content, contentSlot, 0}}
}

// headline puts the speaker before a colon, or behind what is said.
func (r simpleReport) headline(colon bool) syntheticSentence {
	source := r.source
	for _, article := range []string{"The ", "A ", "An "} {
		source = strings.TrimPrefix(source, article)
	}
	if colon {
		return syntheticSentence{{capitalised(source), sourceSlot, 0}, {":", cueSlot, 0}, literal(" "), {capitalised(r.content), contentSlot, 0}}
	}
	return syntheticSentence{{capitalised(r.content), contentSlot, 0}, literal(", "), {"says", cueSlot, 0}, literal(" "), {source, sourceSlot, 0}}
}

// What stands in sentences that are made.
var (
	conjunctions = []string{"but", "while", "and", "although"}
	bodies       = []string{"The Committee", "The committee", "The inquiry", "The report", "The Commission", "The review", "The panel", "The auditors", "The board", "The authors", "The study"}
	findings     = []string{"concluded", "recommends", "found", "notes", "concludes", "recommended", "believes", "finds", "considers", "has concluded", "states", "argues"}
	ourFindings  = []string{"recommend", "conclude", "believe", "note", "find", "consider", "heard", "recommended"}
	hearers      = []string{"An inquest", "A court", "The inquiry", "The jury", "The tribunal", "The court", "The hearing"}
	hearings     = []string{"heard", "was told", "has heard", "has been told"}
	unnamedCues  = []string{"It is understood", "It was reported", "It is believed", "It was claimed", "It is thought", "It has emerged", "It was alleged", "It is said"}
)

// turn is which of them has its turn.
func cycle(from []string, n int) string { return from[n%len(from)] }

// manners is how many manners of writing take turns, so that every text begins with a headline.
const styles = sentencesPerText / 2

// madeOver makes sentence number k of r, and of the report before it where it takes two.
func (r simpleReport) rewritten(k int, before simpleReport) syntheticSentence {
	n := k / styles
	switch k % styles {
	case 0:
		if isPronoun(r.source) {
			break
		}
		return r.headline(n%3 != 0)
	case 1:
		if n%3 == 0 {
			return r.reportedByBody("We", cycle(ourFindings, n/3))
		}
		return r.reportedByBody(cycle(bodies, n), cycle(findings, n))
	case 2:
		return r.heardInCourt(cycle(hearers, n), cycle(hearings, n), n%3 == 0)
	case 3:
		return r.impersonal(cycle(unnamedCues, n), n%3 == 0)
	}
	return r.coordinated(before, cycle(conjunctions, k))
}

func isPronoun(source string) bool {
	switch source {
	case "He", "She", "They", "It", "We", "I":
		return true
	}
	return false
}

func capitalised(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// lowered begins a source in lower case where it begins with an article or a pronoun.
func decapitalised(s string) string {
	first, rest, _ := strings.Cut(s, " ")
	switch first {
	case "The", "A", "An", "His", "Her", "Their", "Its", "He", "She", "They", "It", "We", "One", "Some", "Many", "Most":
		return strings.TrimSuffix(strings.ToLower(first)+" "+rest, " ")
	}
	return s
}

// madeArticle is a text of sentences, each a paragraph.
func syntheticArticle(sentences []syntheticSentence, annotator *ling.Annotator) newsArticle {
	var b strings.Builder
	var d eval.GoldDocument
	at := 0
	for _, s := range sentences {
		first := len(d.Attributions)
		for _, p := range append(s, literal(s.end())) {
			b.WriteString(p.text)
			span := []text.Span{{Start: at, End: at + utf8.RuneCountInString(p.text)}}
			at = span[0].End
			if p.slot == noSlot {
				continue
			}
			for len(d.Attributions) <= first+p.of {
				d.Attributions = append(d.Attributions, eval.MarkedAttribution{})
			}
			m := &d.Attributions[first+p.of]
			switch p.slot {
			case sourceSlot:
				m.Source = span
			case cueSlot:
				m.Cue = span
			case contentSlot:
				m.Content = span
			}
		}
	}
	d.Text = b.String()
	x := text.Normalize(d.Text)
	return newsArticle{GoldDocument: d, text: x, layout: annotator.Layout(x)}
}
