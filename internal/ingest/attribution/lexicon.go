package attribution

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
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

// lexicon holds the data files: what cue words mean, and what speaks for and against a report.
type lexicon struct {
	cues     map[lexicalKey]entry
	evidence map[string]float64
}

func (l *lexicon) find(lemma string, p part) (entry, bool) {
	e, ok := l.cues[lexicalKey{strings.ToLower(lemma), p}]
	return e, ok
}

var builtin = sync.OnceValue(func() *lexicon {
	l := &lexicon{cues: map[lexicalKey]entry{}, evidence: map[string]float64{}}
	classes := map[string]entry{}
	for f := range rows("classes.tsv", 3) {
		classes[f[0]] = entry{class: f[0], act: Act(f[1]), kind: Kind(f[2])}
	}
	for f := range rows("cues.tsv", 4) {
		e := classes[f[2]]
		e.rate = number("cues.tsv", f[3])
		l.cues[lexicalKey{f[0], part(f[1][0])}] = e
	}
	for f := range rows("evidence.tsv", 2) {
		l.evidence[f[0]] = number("evidence.tsv", f[1])
	}
	return l
})

// rows yields the fields of every line of an embedded file. A fault in one is a fault of the program: it panics.
func rows(name string, fields int) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		data, err := lexiconFiles.ReadFile("lexicon/" + name)
		if err != nil {
			panic(err)
		}
		for i, line := range strings.Split(string(data), "\n") {
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

func number(name, s string) float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic(fmt.Sprintf("lexicon/%s: %v", name, err))
	}
	return x
}
