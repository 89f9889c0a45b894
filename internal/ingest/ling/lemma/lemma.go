// Package lemma finds the lemmas of tagged words.
//
// A lemma results from an edit of the end of the word. For each tag, the edit is that of the word, if the word is known, or
// else that of its longest known ending. The endings are ripple-down rules: an ending is stored only if its edit differs
// from that of the shorter endings.
package lemma

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"graphd/internal/ingest/ling/modelfile"
	"graphd/internal/ingest/ling/ud"
)

// Kind is the kind of the model files of this package.
const Kind = "lemma"

// longestEnding is the maximum length of an ending in bytes.
const longestEnding = 6

// A Lemmatizer is immutable and safe for concurrent use.
type Lemmatizer struct {
	byTag map[ud.XPOS]*rules
}

// rules holds the edits for one tag, by words and by endings.
type rules struct {
	words   map[string]suffixEdit
	endings map[string]suffixEdit
}

// A suffixEdit removes bytes from the end of a word and appends others.
type suffixEdit struct {
	cut int
	add string
}

// apply returns the edited word, or word itself if the edit would split one of its code points.
func (e suffixEdit) apply(word string) string {
	if e.cut > len(word) {
		return word
	}
	lemma := word[:len(word)-e.cut] + e.add
	if e.cut > 0 && !utf8.RuneStart(word[len(word)-e.cut]) && !utf8.ValidString(lemma) {
		return word
	}
	return lemma
}

// Lemma returns the lemma of a normal form with a tag. It is in lower case, except for proper nouns, which are unchanged.
func (l *Lemmatizer) Lemma(normal string, tag ud.XPOS) string {
	if tag.IsProperNoun() {
		return normal
	}
	word := strings.ToLower(normal)
	r := l.byTag[tag]
	if r == nil {
		return word
	}
	if e, ok := r.words[word]; ok {
		return e.apply(word)
	}
	return r.ending(word).apply(word)
}

// ending returns the edit of the longest known ending of word.
func (r *rules) ending(word string) suffixEdit {
	for n := min(longestEnding, len(word)); n >= 0; n-- {
		if e, ok := r.endings[word[len(word)-n:]]; ok {
			return e
		}
	}
	return suffixEdit{}
}

// Encode returns l as a model file.
func (l *Lemmatizer) Encode() ([]byte, error) {
	var w modelfile.FieldWriter
	w.Strings(l.lines())
	return modelfile.Encode(Kind, w.Content())
}

// Decode reads a model file.
func Decode(file []byte) (*Lemmatizer, modelfile.Sum, error) {
	content, sum, err := modelfile.Decode(Kind, file)
	if err != nil {
		return nil, sum, err
	}
	r := modelfile.NewReader(content)
	lines := r.Strings()
	if err := r.Err(); err != nil {
		return nil, sum, err
	}
	l := &Lemmatizer{byTag: map[ud.XPOS]*rules{}}
	for _, line := range lines {
		if err := l.readLine(line); err != nil {
			return nil, sum, err
		}
	}
	return l, sum, nil
}

// readLine parses a rule: the tag, "=" with a word or "~" with an ending, the number of bytes to remove, and the bytes to
// append, separated by tabs.
func (l *Lemmatizer) readLine(line string) error {
	var e suffixEdit
	f := strings.Split(line, "\t")
	if len(f) != 4 || f[1] == "" {
		return fmt.Errorf("%w: rule %q", modelfile.ErrDamaged, line)
	}
	if _, err := fmt.Sscan(f[2], &e.cut); err != nil || e.cut < 0 {
		return fmt.Errorf("%w: rule %q", modelfile.ErrDamaged, line)
	}
	e.add = f[3]
	r := l.rules(ud.XPOS(f[0]))
	if f[1][0] == '=' {
		r.words[f[1][1:]] = e
	} else {
		r.endings[f[1][1:]] = e
	}
	return nil
}

// rules returns the rules of a tag, and creates them if there are none.
func (l *Lemmatizer) rules(tag ud.XPOS) *rules {
	r := l.byTag[tag]
	if r == nil {
		r = &rules{words: map[string]suffixEdit{}, endings: map[string]suffixEdit{}}
		l.byTag[tag] = r
	}
	return r
}
