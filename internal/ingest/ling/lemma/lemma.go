// Package lemma finds the dictionary form of a tagged word.
//
// A lemma is made by an edit of the word's end. Which edit is told, for each tag, by the word where it is known, else by
// the longest known ending of it: ripple-down rules, each of which only says where it departs from the shorter one's.
package lemma

import (
	"fmt"
	"strings"

	"graphd/internal/ingest/ling/modelfile"
	"graphd/internal/ingest/ling/ud"
)

// Kind names model files of this package.
const Kind = "lemma"

// longestEnding is in bytes.
const longestEnding = 6

// Lemmatizer is immutable and safe for concurrent use.
type Lemmatizer struct {
	byTag map[ud.XPOS]*rules
}

// rules are those of one tag.
type rules struct {
	words   map[string]edit
	endings map[string]edit
}

// edit takes bytes from a word's end and adds others.
type edit struct {
	cut int
	add string
}

func (e edit) apply(word string) string {
	if e.cut > len(word) {
		return word
	}
	return word[:len(word)-e.cut] + e.add
}

// Lemma is the lemma of a normal form under its tag: lower case but for proper nouns, which are left as they are.
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

// ending is the edit of the longest ending of word that has a rule.
func (r *rules) ending(word string) edit {
	for n := min(longestEnding, len(word)); n >= 0; n-- {
		if e, ok := r.endings[word[len(word)-n:]]; ok {
			return e
		}
	}
	return edit{}
}

// Encode is l as a model file.
func (l *Lemmatizer) Encode() ([]byte, error) {
	var w modelfile.Writer
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

// readLine reads one rule: its tag, = and a word or ~ and an ending, the length cut, what is added.
func (l *Lemmatizer) readLine(line string) error {
	var e edit
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

// rules are those of tag, made where there are none yet.
func (l *Lemmatizer) rules(tag ud.XPOS) *rules {
	r := l.byTag[tag]
	if r == nil {
		r = &rules{words: map[string]edit{}, endings: map[string]edit{}}
		l.byTag[tag] = r
	}
	return r
}
