// Package language finds the paragraphs of a text that are not in English.
package language

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"

	"graphd/internal/ingest/ling/wordlist"
	"graphd/internal/ingest/text"
)

// English is the code of the language that graphd reads.
const English = "en"

// Version identifies the rules and lists: it changes whenever the result of Of may change.
const Version = "1"

// A paragraph in Latin letters is in another language if it has at least fewestLetters letters, at most englishShare of its
// words are function words of English, at least lowerShare of its words begin in lower case (lists of names and teams, and
// headlines in capitals, do not), and its trigrams are reliably nearer to that language than to English. Chosen by hand.
const (
	fewestLetters = 60
	manyLetters   = 100 // enough to be compared with English alone
	englishShare  = 0.12
	lowerShare    = 0.5
	fewestWords   = 8 // an address of the web has fewer
)

// Detection takes milliseconds for a paragraph, so that its work for a text is bounded: it reads the beginning of a paragraph, and
// of so many paragraphs; further ones that may be in another language count as in that of the one before. Chosen by hand.
const (
	longestSample  = 2000 // bytes
	mostDetections = 500
)

// A Survey tells in which language a text is written.
type Survey struct {
	Main    string      // ISO 639-1 code of the language of most letters; English if in doubt; "und" if it could not be named
	Foreign []text.Span // the paragraphs in other languages than English, in code points, in text order
}

// IsEnglish reports whether graphd reads the text. It does if nobody has looked for its language.
func (s Survey) IsEnglish() bool { return s.Main == English || s.Main == "" }

// Code returns the ISO 639-1 code of the main language, "" if the language could not be named.
func (s Survey) Code() string {
	if s.Main == undetermined {
		return ""
	}
	return s.Main
}

// Of returns the languages of a normalised text, whose paragraphs are its lines. Short lines, of which none tells enough, are
// judged together.
func Of(t string) Survey {
	letters := map[string]int{}
	var s Survey
	var d boundedDetector
	var short []text.Span
	var shortText strings.Builder
	at := 0
	for line := range strings.Lines(t) {
		span := text.Span{Start: at, End: at + utf8.RuneCountInString(strings.TrimRight(line, "\n"))}
		at += utf8.RuneCountInString(line)
		n, weight, _ := count(line)
		if weight < fewestLetters {
			if n > 0 {
				short = append(short, span)
				shortText.WriteString(line)
			}
			continue
		}
		code := d.ofParagraph(line)
		letters[code] += n
		if code != English {
			s.Foreign = append(s.Foreign, span)
		}
	}
	code := d.ofParagraph(shortText.String())
	n, _, _ := count(shortText.String())
	letters[code] += n
	if code != English {
		s.Foreign = append(s.Foreign, short...)
		slices.SortFunc(s.Foreign, func(a, b text.Span) int { return a.Start - b.Start })
	}
	s.Main = mainLanguage(letters)
	return s
}

// mainLanguage returns English unless most letters are in other languages, and then the one of most letters.
func mainLanguage(letters map[string]int) string {
	others, best := 0, ""
	for code, n := range letters {
		if code == English {
			continue
		}
		others += n
		if best == "" || n > letters[best] || n == letters[best] && code < best {
			best = code
		}
	}
	if others > letters[English] {
		return best
	}
	return English
}

// A boundedDetector finds the languages of the paragraphs of one text, with a bound on its work.
type boundedDetector struct {
	detections int
	last       string // the language of the last paragraph that was looked at
}

// once returns the result of detect, or, after mostDetections calls, its last result.
func (d *boundedDetector) once(detect func() string) string {
	if d.detections < mostDetections {
		d.detections++
		d.last = detect()
	}
	return d.last
}

// ofParagraph returns the language of a paragraph, English if in doubt. The cheap tests come first: detection takes
// milliseconds, and almost every English paragraph is recognised by its function words.
func (d *boundedDetector) ofParagraph(p string) string {
	p = p[:min(len(p), longestSample)]
	letters, weight, latin := count(p)
	if weight < fewestLetters {
		return English
	}
	if 2*latin < letters {
		return d.once(func() string { return cmp.Or(whatlanggo.DetectLang(p).Iso6391(), undetermined) })
	}
	if len(strings.Fields(p)) < fewestWords {
		return English
	}
	if english, lower := shares(p); english > englishShare || lower < lowerShare {
		return English
	}
	return d.once(func() string { return latinLanguage(p, weight) })
}

// latinLanguage returns the language of a paragraph in Latin letters by its trigrams, English if in doubt.
func latinLanguage(p string, weight int) string {
	info := whatlanggo.Detect(p)
	code := info.Lang.Iso6391()
	if info.Lang < 0 || code == "" || code == English || !info.IsReliable() && (weight < manyLetters || !fartherFromEnglish(p, info.Lang)) {
		return English
	}
	return code
}

// fartherFromEnglish reports whether p is reliably in lang if English is the only other choice. Norwegian is never reliable
// next to Danish.
func fartherFromEnglish(p string, lang whatlanggo.Lang) bool {
	pair := whatlanggo.DetectWithOptions(p, whatlanggo.Options{Whitelist: map[whatlanggo.Lang]bool{whatlanggo.Eng: true, lang: true}})
	return pair.Lang == lang && pair.IsReliable()
}

// undetermined is the code of ISO 639-2 for a language that cannot be named.
const undetermined = "und"

// count returns the number of letters of p, their weight, and how many are Latin. A character of Chinese, Japanese or Korean
// weighs four letters: it is about a word.
func count(p string) (letters, weight, latin int) {
	for _, r := range p {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		weight++
		switch {
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			weight += 3
		}
	}
	return letters, weight, latin
}

// shares returns the shares of function words of English and of words in lower case among the words of a paragraph.
func shares(p string) (english, lower float64) {
	words := strings.FieldsFunc(p, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	for _, w := range words {
		if functionWords[strings.ToLower(w)] {
			english++
		}
		if first, _ := utf8.DecodeRuneInString(w); unicode.IsLower(first) {
			lower++
		}
	}
	n := float64(max(1, len(words)))
	return english / n, lower / n
}

//go:embed words.tsv
var wordsFile string

// functionWords are frequent words of English that are not frequent in other languages.
var functionWords = wordlist.Parse(wordsFile).Set("function word")
