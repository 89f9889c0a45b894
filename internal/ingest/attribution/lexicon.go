package attribution

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"graphd/internal/ingest/ling/ud"
)

//go:embed lexicon/*.tsv
var lexiconFiles embed.FS

// part is the part of speech of a cue's head word in the lexicon.
type part byte

const (
	verb      part = 'V'
	noun      part = 'N'
	adjective part = 'J'
)

// tags reports whether a word with a Penn Treebank tag can be of the part of speech.
func (p part) tags(xpos ud.XPOS) bool {
	switch p {
	case verb:
		return xpos.IsVerb()
	case adjective:
		return xpos.IsAdjective() || xpos.IsVerb()
	}
	return xpos.IsNoun()
}

// entry is what the lexicon says of a cue's head word.
type entry struct {
	class string
	act   Act
	kind  Kind
	rate  float64 // how often the word, where it occurs, is a cue
}

type lexicalKey struct {
	lemma string
	part  part
}

// lexicon holds the data files: what cue words mean.
type lexicon struct {
	cues    map[lexicalKey]entry
	version string // hash of the files
}

func (l *lexicon) find(lemma string, p part) (entry, bool) {
	e, ok := l.cues[lexicalKey{strings.ToLower(lemma), p}]
	return e, ok
}

var builtin = sync.OnceValue(func() *lexicon {
	l := &lexicon{cues: map[lexicalKey]entry{}}
	l.version = digest("classes.tsv", "cues.tsv", "words.tsv")
	classes := map[string]entry{}
	for f := range rows("classes.tsv", 3) {
		classes[f[0]] = entry{class: f[0], act: Act(f[1]), kind: Kind(f[2])}
	}
	for f := range rows("cues.tsv", 4) {
		e := classes[f[2]]
		e.rate = number("cues.tsv", f[3])
		l.cues[lexicalKey{f[0], part(f[1][0])}] = e
	}
	return l
})

func contents(name string) []byte {
	data, err := lexiconFiles.ReadFile("lexicon/" + name)
	if err != nil {
		panic(err)
	}
	return data
}

func digest(names ...string) string {
	h := sha256.New()
	for _, name := range names {
		h.Write(contents(name))
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// rows yields the fields of every line of an embedded file. A fault in one is a fault of the program: it panics.
func rows(name string, fields int) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		for i, line := range strings.Split(string(contents(name)), "\n") {
			if line == "" || line[0] == '#' {
				continue
			}
			f := strings.Split(line, "\t")
			if len(f) != fields {
				panic(fmt.Sprintf("lexicon/%s:%d: %d fields, want %d", name, i+1, len(f), fields))
			}
			if !yield(f) {
				return
			}
		}
	}
}

// list is the set of words of one list of the file words.tsv.
func list(name string) map[string]bool {
	words := map[string]bool{}
	for f := range rows("words.tsv", 2) {
		if f[0] == name {
			words[f[1]] = true
		}
	}
	return words
}

func number(name, s string) float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic(fmt.Sprintf("lexicon/%s: %v", name, err))
	}
	return x
}

// set is the words of a list, which blanks part.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
