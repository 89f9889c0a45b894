package eval

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"graphd/internal/ingest/text"
)

// A tokenizedText is a text with its tokens: words, which may contain hyphens, apostrophes and the like, and single
// punctuation marks.
type tokenizedText struct {
	tokens []scoreToken
	at     []int // index of the token of each code point; -1 between tokens
	quoted []bool
	runes  []rune
}

type scoreToken struct {
	text.Span
	lower string
	word  bool // contains a letter or digit
}

// tokenPattern is that of the scorer of the corpora.
var tokenPattern = regexp.MustCompile(`[\p{L}\p{N}_]+(?:[’'\-.,&/][\p{L}\p{N}_]+)*|[^\p{L}\p{N}_\s\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{1c}-\x{1f}]`)

func tokenizeText(given string) *tokenizedText {
	p := &tokenizedText{runes: []rune(given)}
	p.at = make([]int, len(p.runes))
	for i := range p.at {
		p.at[i] = -1
	}
	at, offset := 0, 0 // code point at byte offset
	for _, m := range tokenPattern.FindAllStringIndex(given, -1) {
		at += len([]rune(given[offset:m[0]]))
		form := given[m[0]:m[1]]
		n := len([]rune(form))
		t := scoreToken{Span: text.Span{Start: at, End: at + n}, lower: strings.ToLower(form), word: strings.ContainsFunc(form, isLetterOrDigit)}
		for k := t.Start; k < t.End; k++ {
			p.at[k] = len(p.tokens)
		}
		p.tokens = append(p.tokens, t)
		at, offset = t.End, m[1]
	}
	p.quoted = findQuoted(p.runes)
	return p
}

func isLetterOrDigit(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) }

// words returns the sorted indices of the word tokens of spans, and those of punctuation marks if marks is set.
func (p *tokenizedText) words(spans []text.Span, marks bool) []int {
	var out []int
	for _, s := range spans {
		for k := s.Start; k < min(s.End, len(p.at)); k++ {
			t := p.at[k]
			if t < 0 || !marks && !p.tokens[t].word {
				continue
			}
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// key returns a string that identifies the tokens of a slot: the first and last token of each stretch, with adjacent
// stretches joined.
func (p *tokenizedText) key(spans []text.Span) string {
	var ends [][2]int
	for _, s := range spans {
		if ts := p.words([]text.Span{s}, true); len(ts) > 0 {
			ends = append(ends, [2]int{ts[0], ts[len(ts)-1]})
		}
	}
	slices.SortFunc(ends, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	var joined [][2]int
	for _, e := range ends {
		if n := len(joined); n > 0 && e[0] <= joined[n-1][1]+1 {
			joined[n-1][1] = max(joined[n-1][1], e[1])
			continue
		}
		joined = append(joined, e)
	}
	var b strings.Builder
	for _, e := range joined {
		fmt.Fprintf(&b, "%d-%d ", e[0], e[1])
	}
	return b.String()
}
