package classes

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/wordlist"
)

//go:embed lexicon/*.tsv
var lexiconFiles embed.FS

// lists holds the lists of words of lexicon/words.tsv.
var lists = wordlist.Parse(string(lexiconFile("words.tsv")))

// cuePart is the part of speech of a cue's head word in the lexicon.
type cuePart byte

const (
	verb      cuePart = 'V'
	noun      cuePart = 'N'
	adjective cuePart = 'J'
)

// matches reports whether a word with tag t can be of part of speech p. Participles count as adjectives, too.
func (p cuePart) matches(t ud.XPOS) bool {
	switch p {
	case verb:
		return t.IsVerb()
	case adjective:
		return t.IsAdjective() || t.IsVerb()
	}
	return t.IsNoun()
}

// cueEntry is the entry of the lexicon for a cue's head word.
type cueEntry struct {
	class string
	act   Act
	kind  AttributionKind
	rate  float64 // the share of the word's occurrences that are cues, counted in PolNeAR train
}

// cueKey identifies an entry.
type cueKey struct {
	lemma string
	part  cuePart
}

// cueLexicon maps the head words of cues to their entries.
type cueLexicon map[cueKey]cueEntry

// find returns the entry for lemma, in any case, as part of speech p.
func (l cueLexicon) find(lemma string, p cuePart) (cueEntry, bool) {
	e, ok := l[cueKey{strings.ToLower(lemma), p}]
	return e, ok
}

// cues returns the embedded lexicon.
var cues = sync.OnceValue(func() cueLexicon {
	l := cueLexicon{}
	classes := map[string]cueEntry{}
	for f := range lexiconRows("classes.tsv", 3) {
		classes[f[0]] = cueEntry{class: f[0], act: Act(f[1]), kind: AttributionKind(f[2])}
	}
	for f := range lexiconRows("cues.tsv", 4) {
		rate, err := strconv.ParseFloat(f[3], 64)
		if err != nil {
			panic(fmt.Sprintf("lexicon/cues.tsv: %v", err))
		}
		e := classes[f[2]]
		e.rate = rate
		l[cueKey{f[0], cuePart(f[1][0])}] = e
	}
	return l
})

// IsSpeech reports whether the verb with this lemma reports or names in words: "say", "call", "describe".
func IsSpeech(lemma string) bool {
	e, ok := cues().find(lemma, verb)
	return ok && e.kind == Speech || naming[lemma] || puttingIntoWords[lemma]
}

// LexiconVersion returns a hash of the files of the lexicon.
var LexiconVersion = sync.OnceValue(func() string {
	h := sha256.New()
	for _, name := range []string{"classes.tsv", "cues.tsv", "words.tsv"} {
		h.Write(lexiconFile(name))
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
})

// lexiconFile returns the content of an embedded file. It panics where there is none of that name.
func lexiconFile(name string) []byte {
	data, err := lexiconFiles.ReadFile("lexicon/" + name)
	if err != nil {
		panic(err)
	}
	return data
}

// lexiconRows yields the fields of every line of an embedded file. It panics at a line with another number of fields.
func lexiconRows(name string, fields int) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		for i, line := range strings.Split(string(lexiconFile(name)), "\n") {
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

// headlineRate is the least rate in the lexicon for a noun in a headline to count as a verb. Chosen by hand.
const headlineRate = 0.35

// thirdPerson returns the lemma of a regular verb in the third person of the present tense.
func thirdPerson(form string) string {
	switch {
	case strings.HasSuffix(form, "ies"):
		return strings.TrimSuffix(form, "ies") + "y"
	case strings.HasSuffix(form, "sses"), strings.HasSuffix(form, "ches"), strings.HasSuffix(form, "shes"):
		return strings.TrimSuffix(form, "es")
	}
	return strings.TrimSuffix(form, "s")
}
