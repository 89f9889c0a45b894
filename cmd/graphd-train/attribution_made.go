package main

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
const madeText = 12

// made are texts of sentences made over, of articles. Text number i has sentences of the articles whose number is i modulo
// the number of annotators, so that it falls into their fold.
func (n news) made(annotators []*ling.Annotator) news {
	folds := len(annotators)
	parts := make([][]madeSentence, folds)
	for f := range parts {
		parts[f] = n.madeOf(f, folds)
	}
	var out news
	for at := 0; ; at += madeText {
		for f, part := range parts {
			if at+madeText > len(part) {
				return out
			}
			out = append(out, madeArticle(part[at:at+madeText], annotators[f]))
		}
	}
}

// madeOf are the sentences made of the articles of a fold, two of every plain report after the first.
func (n news) madeOf(fold, folds int) []madeSentence {
	var reports []plainReport
	for i := fold; i < len(n); i += folds {
		given := []rune(n[i].Text)
		for _, m := range n[i].Attributions {
			if r, ok := plainly(given, m); ok {
				reports = append(reports, r)
			}
		}
	}
	var out []madeSentence
	for k := 1; k < len(reports); k++ {
		out = append(out, reports[k].madeOver(k-1, reports[k-1]), reports[k].turned(k%2 == 0))
	}
	return out
}

// plainReport is an attribution that is a sentence by itself: source, cue of one word and content without quotation marks.
type plainReport struct {
	source, cue, content string // content without "that", as it is written
}

// plainly is an attribution as a plain report, if it is one.
func plainly(given []rune, m eval.Marked) (plainReport, bool) {
	if len(m.Source) != 1 || len(m.Cue) != 1 || len(m.Content) != 1 {
		return plainReport{}, false
	}
	s, c, x := m.Source[0], m.Cue[0], m.Content[0]
	alone := s.End+1 == c.Start && c.End+1 == x.Start && x.End < len(given) && given[x.End] == '.' && begins(given, s.Start) && x.Len() > 20
	if !alone {
		return plainReport{}, false
	}
	r := plainReport{string(given[s.Start:s.End]), string(given[c.Start:c.End]), strings.TrimPrefix(string(given[x.Start:x.End]), "that ")}
	ok := !strings.ContainsAny(r.content, "“”\"‘\n") && !strings.ContainsAny(r.cue, " ,") && !strings.Contains(r.source, ",") && turnable[r.cue]
	return r, ok
}

// begins reports whether a sentence begins at an offset.
func begins(given []rune, at int) bool {
	return at == 0 || given[at-1] == '\n' || at > 1 && given[at-1] == ' ' && given[at-2] == '.'
}

// turnable are cues that may follow what was said.
var turnable = map[string]bool{
	"said": true, "added": true, "warned": true, "argued": true, "insisted": true, "claimed": true, "wrote": true, "predicted": true,
	"acknowledged": true, "stressed": true, "explained": true, "noted": true, "conceded": true, "confirmed": true,
}

// part is a stretch of a sentence that is made, and the slot that it fills of the attribution of a number.
type part struct {
	text string
	slot slot
	of   int
}

type slot int

// The slots of an attribution, and what is of none.
const (
	noSlot slot = iota
	sourceSlot
	cueSlot
	contentSlot
)

// madeSentence is a sentence that is made, without what ends it.
type madeSentence []part

// end is a full stop and a blank line; headlines have no full stop.
func (s madeSentence) end() string {
	for _, p := range s {
		if p.slot == cueSlot && (p.text == ":" || p.text == "says") {
			return "\n\n"
		}
	}
	return ".\n\n"
}

// turned puts the speaker behind what is said, and the cue before the speaker where inverted is true.
func (r plainReport) turned(inverted bool) madeSentence {
	content, source, cue := part{raised(r.content), contentSlot, 0}, part{lowered(r.source), sourceSlot, 0}, part{r.cue, cueSlot, 0}
	if inverted && !isPronoun(r.source) {
		return madeSentence{content, said(", "), cue, said(" "), source}
	}
	return madeSentence{content, said(", "), source, said(" "), cue}
}

func said(s string) part { return part{text: s} }

// plain is the report as it was written, as that of a number.
func (r plainReport) plain(of int, source string) madeSentence {
	return madeSentence{{source, sourceSlot, of}, said(" "), {r.cue, cueSlot, of}, said(" "), {r.content, contentSlot, of}}
}

// joined puts two reports into one sentence.
func (r plainReport) joined(before plainReport, conjunction string) madeSentence {
	out := append(before.plain(0, before.source), said(", "+conjunction+" "))
	return append(out, r.plain(1, lowered(r.source))...)
}

// found lets a body find what somebody said.
func (r plainReport) found(body, cue string) madeSentence {
	return madeSentence{{body, sourceSlot, 0}, said(" "), {cue, cueSlot, 0}, said(" "), {"that " + r.content, contentSlot, 0}}
}

// heard leaves the speaker out: a court, or whoever it is, hears what is said.
func (r plainReport) heard(hearer, cue string, behind bool) madeSentence {
	if behind {
		return madeSentence{{raised(r.content), contentSlot, 0}, said(", " + lowered(hearer) + " "), {cue, cueSlot, 0}}
	}
	return madeSentence{said(hearer + " "), {cue, cueSlot, 0}, said(" "), {"that " + r.content, contentSlot, 0}}
}

// unnamed leaves the speaker out.
func (r plainReport) unnamed(cue string, behind bool) madeSentence {
	if behind {
		return madeSentence{{raised(r.content), contentSlot, 0}, said(", "), {lowered(cue), cueSlot, 0}}
	}
	return madeSentence{{cue, cueSlot, 0}, said(" "), {"that " + r.content, contentSlot, 0}}
}

// headline puts the speaker before a colon, or behind what is said.
func (r plainReport) headline(colon bool) madeSentence {
	source := r.source
	for _, article := range []string{"The ", "A ", "An "} {
		source = strings.TrimPrefix(source, article)
	}
	if colon {
		return madeSentence{{raised(source), sourceSlot, 0}, {":", cueSlot, 0}, said(" "), {raised(r.content), contentSlot, 0}}
	}
	return madeSentence{{raised(r.content), contentSlot, 0}, said(", "), {"says", cueSlot, 0}, said(" "), {source, sourceSlot, 0}}
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
func turn(from []string, n int) string { return from[n%len(from)] }

// manners is how many manners of writing take turns, so that every text begins with a headline.
const manners = madeText / 2

// madeOver makes sentence number k of r, and of the report before it where it takes two.
func (r plainReport) madeOver(k int, before plainReport) madeSentence {
	n := k / manners
	switch k % manners {
	case 0:
		if isPronoun(r.source) {
			break
		}
		return r.headline(n%3 != 0)
	case 1:
		if n%3 == 0 {
			return r.found("We", turn(ourFindings, n/3))
		}
		return r.found(turn(bodies, n), turn(findings, n))
	case 2:
		return r.heard(turn(hearers, n), turn(hearings, n), n%3 == 0)
	case 3:
		return r.unnamed(turn(unnamedCues, n), n%3 == 0)
	}
	return r.joined(before, turn(conjunctions, k))
}

func isPronoun(source string) bool {
	switch source {
	case "He", "She", "They", "It", "We", "I":
		return true
	}
	return false
}

func raised(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// lowered begins a source in lower case where it begins with an article or a pronoun.
func lowered(s string) string {
	first, rest, _ := strings.Cut(s, " ")
	switch first {
	case "The", "A", "An", "His", "Her", "Their", "Its", "He", "She", "They", "It", "We", "One", "Some", "Many", "Most":
		return strings.TrimSuffix(strings.ToLower(first)+" "+rest, " ")
	}
	return s
}

// madeArticle is a text of sentences, each a paragraph.
func madeArticle(sentences []madeSentence, annotator *ling.Annotator) article {
	var b strings.Builder
	var d eval.Document
	at := 0
	for _, s := range sentences {
		first := len(d.Attributions)
		for _, p := range append(s, said(s.end())) {
			b.WriteString(p.text)
			span := []text.Span{{Start: at, End: at + utf8.RuneCountInString(p.text)}}
			at = span[0].End
			if p.slot == noSlot {
				continue
			}
			for len(d.Attributions) <= first+p.of {
				d.Attributions = append(d.Attributions, eval.Marked{})
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
	return article{Document: d, text: x, layout: annotator.Layout(x)}
}
