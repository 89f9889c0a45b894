package attributiontrain

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// The news corpus has one style, that of American campaign news. Some of its sentences are rewritten in other styles, so that
// training sees them: reported speech before its speaker, two reports in one sentence, findings of committees and reports,
// what courts hear, impersonal reports, and headlines with a colon.

// sentencesPerText is the number of sentences of a synthetic text.
const sentencesPerText = 12

// augmented returns synthetic texts made of the sentences of n. Text number i consists of sentences of the articles
// whose number is i modulo the number of annotators, so that it belongs to their fold.
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

// augmentedFrom returns the sentences made of the articles of a fold: two for every simple report after the first.
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

// simpleReport is an attribution that fills a sentence: source, cue of one word, and content without quotation marks.
type simpleReport struct {
	source, cue, content string // content without "that", as it is written
}

// asSimpleReport returns an attribution as a simple report, if it is one.
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
	ok := !strings.ContainsAny(r.content, "“”\"‘\n") && !strings.ContainsAny(r.cue, " ,") && !strings.Contains(r.source, ",") && slices.Contains(invertibleCues, r.cue)
	return r, ok
}

// startsSentence reports whether a sentence starts at an offset.
func startsSentence(given []rune, at int) bool {
	return at == 0 || given[at-1] == '\n' || at > 1 && given[at-1] == ' ' && given[at-2] == '.'
}

// invertibleCues are the cues that may follow the content.
var invertibleCues = phraseList("invertible-cue")

// segment is a part of a synthetic sentence, with its slot. A sentence may hold several attributions;
// attribution is the index of the one that the segment belongs to.
type segment struct {
	text        string
	slot        slotKind
	attribution int
}

// slotKind is a slot of an attribution.
type slotKind int

// The slots of an attribution; noSlot is text outside them.
const (
	noSlot slotKind = iota
	sourceSlot
	cueSlot
	contentSlot
)

// syntheticSentence is a synthetic sentence without the text that ends it.
type syntheticSentence []segment

// end returns the text after a sentence: a full stop, except after a headline, and a blank line.
func (s syntheticSentence) end() string {
	for _, p := range s {
		if p.slot == cueSlot && (p.text == ":" || p.text == "says") {
			return "\n\n"
		}
	}
	return ".\n\n"
}

// inverted places the speaker after the content, and the cue before the speaker if cueFirst is true.
func (r simpleReport) inverted(cueFirst bool) syntheticSentence {
	content, source, cue := segment{capitalised(r.content), contentSlot, 0}, segment{decapitalised(r.source), sourceSlot, 0}, segment{r.cue, cueSlot, 0}
	if cueFirst && !isPronoun(r.source) {
		return syntheticSentence{content, literal(", "), cue, literal(" "), source}
	}
	return syntheticSentence{content, literal(", "), source, literal(" "), cue}
}

// literal returns a segment that belongs to no slot.
func literal(s string) segment { return segment{text: s} }

// unchanged returns the report as it was written, as the attribution with the given index, with another spelling of its source.
func (r simpleReport) unchanged(index int, source string) syntheticSentence {
	return syntheticSentence{{source, sourceSlot, index}, literal(" "), {r.cue, cueSlot, index}, literal(" "), {r.content, contentSlot, index}}
}

// coordinated joins two reports in one sentence.
func (r simpleReport) coordinated(before simpleReport, conjunction string) syntheticSentence {
	out := append(before.unchanged(0, before.source), literal(", "+conjunction+" "))
	return append(out, r.unchanged(1, decapitalised(r.source))...)
}

// reportedByBody makes body the source of the content.
func (r simpleReport) reportedByBody(body, cue string) syntheticSentence {
	return syntheticSentence{{body, sourceSlot, 0}, literal(" "), {cue, cueSlot, 0}, literal(" "), {"that " + r.content, contentSlot, 0}}
}

// heardInCourt omits the speaker: a court or an inquest hears the content. The cue follows the content if contentFirst
// is true.
func (r simpleReport) heardInCourt(hearer, cue string, contentFirst bool) syntheticSentence {
	if contentFirst {
		return syntheticSentence{{capitalised(r.content), contentSlot, 0}, literal(", " + decapitalised(hearer) + " "), {cue, cueSlot, 0}}
	}
	return syntheticSentence{literal(hearer + " "), {cue, cueSlot, 0}, literal(" "), {"that " + r.content, contentSlot, 0}}
}

// impersonal omits the speaker. The cue follows the content if contentFirst is true.
func (r simpleReport) impersonal(cue string, contentFirst bool) syntheticSentence {
	if contentFirst {
		return syntheticSentence{{capitalised(r.content), contentSlot, 0}, literal(", "), {decapitalised(cue), cueSlot, 0}}
	}
	return syntheticSentence{{cue, cueSlot, 0}, literal(" "), {"that " + r.content, contentSlot, 0}}
}

// headline places the speaker before a colon or after the content.
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

//go:embed phrases.tsv
var phrasesTSV string

// The phrases of synthetic sentences, from phrases.tsv.
var (
	conjunctions        = phraseList("conjunction")
	bodies              = phraseList("body")
	findings            = phraseList("finding")
	firstPersonFindings = phraseList("first-person-finding")
	hearers             = phraseList("hearer")
	hearings            = phraseList("hearing")
	impersonalCues      = phraseList("impersonal-cue")
)

// phraseList returns the phrases of a list of phrases.tsv, in order.
func phraseList(name string) []string {
	var phrases []string
	for line := range strings.Lines(phrasesTSV) {
		if list, phrase, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t"); ok && list == name {
			phrases = append(phrases, phrase)
		}
	}
	return phrases
}

// cycle returns phrase number n of an endless repetition of phrases.
func cycle(phrases []string, n int) string { return phrases[n%len(phrases)] }

// styles is the number of styles that alternate, so that every text begins with a headline.
const styles = sentencesPerText / 2

// rewritten returns synthetic sentence number k, made of r and, for a coordination, of the report before it.
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
			return r.reportedByBody("We", cycle(firstPersonFindings, n/3))
		}
		return r.reportedByBody(cycle(bodies, n), cycle(findings, n))
	case 2:
		return r.heardInCourt(cycle(hearers, n), cycle(hearings, n), n%3 == 0)
	case 3:
		return r.impersonal(cycle(impersonalCues, n), n%3 == 0)
	}
	return r.coordinated(before, cycle(conjunctions, k))
}

// isPronoun reports whether a source is a pronoun.
func isPronoun(source string) bool {
	switch source {
	case "He", "She", "They", "It", "We", "I":
		return true
	}
	return false
}

// capitalised returns s with an initial capital.
func capitalised(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// decapitalised returns s with a small initial letter if it begins with an article, a quantifier or a pronoun.
func decapitalised(s string) string {
	first, rest, _ := strings.Cut(s, " ")
	switch first {
	case "The", "A", "An", "His", "Her", "Their", "Its", "He", "She", "They", "It", "We", "One", "Some", "Many", "Most":
		return strings.TrimSuffix(strings.ToLower(first)+" "+rest, " ")
	}
	return s
}

// syntheticArticle returns an annotated text of sentences, each in its own paragraph.
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
			for len(d.Attributions) <= first+p.attribution {
				d.Attributions = append(d.Attributions, eval.MarkedAttribution{})
			}
			m := &d.Attributions[first+p.attribution]
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
