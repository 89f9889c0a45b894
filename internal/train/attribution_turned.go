package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// American news seldom puts a speaker behind reported speech without quotation marks, as British news does: "The deck is
// too thin, said the engineer." Some sentences of the corpus are turned round so that training sees it.

// turnedText is how many sentences make a text.
const turnedText = 12

// turned are texts of turned sentences. Text number i has sentences of the articles whose number is i modulo the number of
// annotators, so that it falls into their fold.
func (n news) turned(annotators []*ling.Annotator) news {
	folds := len(annotators)
	parts := make([][]turnedSentence, folds)
	for i, a := range n {
		for k, m := range a.Attributions {
			if s, ok := turn([]rune(a.Text), m, k%2 == 0); ok {
				parts[i%folds] = append(parts[i%folds], s)
			}
		}
	}
	var out news
	for at := 0; ; at += turnedText {
		for f, part := range parts {
			if at+turnedText > len(part) {
				return out
			}
			out = append(out, turnedArticle(part[at:at+turnedText], annotators[f]))
		}
	}
}

// turnedSentence is a sentence with the lengths of its parts: content, comma and blank, cue and source in either order.
type turnedSentence struct {
	content, cue, source string
	inverted             bool // the cue stands before the source
}

// turn turns round an attribution that is a sentence by itself: source, cue of one word and content without quotation marks.
func turn(given []rune, m eval.Marked, inverted bool) (turnedSentence, bool) {
	if len(m.Source) != 1 || len(m.Cue) != 1 || len(m.Content) != 1 {
		return turnedSentence{}, false
	}
	s, c, x := m.Source[0], m.Cue[0], m.Content[0]
	plain := s.End+1 == c.Start && c.End+1 == x.Start && x.End < len(given) && given[x.End] == '.' && begins(given, s.Start) && x.Len() > 20
	if !plain {
		return turnedSentence{}, false
	}
	source, cue, content := string(given[s.Start:s.End]), string(given[c.Start:c.End]), strings.TrimPrefix(string(given[x.Start:x.End]), "that ")
	if strings.ContainsAny(content, "“”\"‘\n") || strings.ContainsAny(cue, " ,") || strings.Contains(source, ",") || !turnable[cue] {
		return turnedSentence{}, false
	}
	return turnedSentence{raised(content), cue, lowered(source), inverted && !isPronoun(source)}, true
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

// turnedArticle is a text of sentences, each a paragraph.
func turnedArticle(sentences []turnedSentence, annotator *ling.Annotator) article {
	var b strings.Builder
	var d eval.Document
	at := 0
	write := func(s string) []text.Span {
		b.WriteString(s)
		from := at
		at += utf8.RuneCountInString(s)
		return []text.Span{{Start: from, End: at}}
	}
	for _, s := range sentences {
		m := eval.Marked{Content: write(s.content)}
		write(", ")
		if s.inverted {
			m.Cue = write(s.cue)
			write(" ")
			m.Source = write(s.source)
		} else {
			m.Source = write(s.source)
			write(" ")
			m.Cue = write(s.cue)
		}
		write(".\n\n")
		d.Attributions = append(d.Attributions, m)
	}
	d.Text = b.String()
	x := text.Normalize(d.Text)
	return article{Document: d, text: x, annotation: annotator.Annotate(x)}
}
