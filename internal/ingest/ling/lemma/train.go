package lemma

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"graphd/internal/ingest/ling/ud"
)

// A LemmatizedWord is a training example: a word with its tag and lemma.
type LemmatizedWord struct {
	Normal string
	Tag    ud.XPOS
	Lemma  string
}

// minWords is the number of different words that an ending needs to become a rule. Chosen by hand.
const minWords = 2

// Train returns a Lemmatizer trained on the examples.
func Train(examples []LemmatizedWord) *Lemmatizer {
	l := &Lemmatizer{byTag: map[ud.XPOS]*rules{}}
	edits := wordEdits(examples)
	for _, tag := range slices.Sorted(maps.Keys(edits)) {
		l.rules(tag).learn(edits[tag])
	}
	return l
}

// wordEdits returns the most frequent edit for each tag and word.
func wordEdits(examples []LemmatizedWord) map[ud.XPOS]map[string]suffixEdit {
	counts := map[ud.XPOS]map[string]map[suffixEdit]int{}
	for _, e := range examples {
		if e.Tag.IsProperNoun() {
			continue
		}
		word := strings.ToLower(e.Normal)
		if counts[e.Tag] == nil {
			counts[e.Tag] = map[string]map[suffixEdit]int{}
		}
		if counts[e.Tag][word] == nil {
			counts[e.Tag][word] = map[suffixEdit]int{}
		}
		counts[e.Tag][word][editBetween(word, strings.ToLower(e.Lemma))]++
	}
	out := map[ud.XPOS]map[string]suffixEdit{}
	for tag, words := range counts {
		out[tag] = map[string]suffixEdit{}
		for word, edits := range words {
			out[tag][word] = mostFrequent(edits)
		}
	}
	return out
}

// editBetween returns the edit that converts word to lemma.
func editBetween(word, lemma string) suffixEdit {
	n := 0
	for n < len(word) && n < len(lemma) && word[n] == lemma[n] {
		n++
	}
	return suffixEdit{cut: len(word) - n, add: lemma[n:]}
}

// mostFrequent returns the most frequent edit; among equally frequent ones, the one that removes the fewest bytes.
func mostFrequent(counts map[suffixEdit]int) suffixEdit {
	return slices.MaxFunc(slices.Collect(maps.Keys(counts)), func(a, b suffixEdit) int {
		return cmp.Or(cmp.Compare(counts[a], counts[b]), cmp.Compare(b.cut, a.cut), cmp.Compare(b.add, a.add))
	})
}

// learn derives rules from the edits of words: first the endings, from the shortest on, and then the words that have other
// edits than their endings.
func (r *rules) learn(words map[string]suffixEdit) {
	for n := 0; n <= longestEnding; n++ {
		counts := map[string]map[suffixEdit]int{}
		for word, e := range words {
			if len(word) <= n && n > 0 {
				continue
			}
			end := word[len(word)-min(n, len(word)):]
			if counts[end] == nil {
				counts[end] = map[suffixEdit]int{}
			}
			counts[end][e]++
		}
		for end, edits := range counts {
			if best := mostFrequent(edits); edits[best] >= minWords && best != r.ending(end) {
				r.endings[end] = best
			}
		}
	}
	for word, e := range words {
		if e != r.ending(word) {
			r.words[word] = e
		}
	}
}

// lines returns the rules in the format of model files, sorted.
func (l *Lemmatizer) lines() []string {
	var out []string
	for tag, r := range l.byTag {
		for word, e := range r.words {
			out = append(out, fmt.Sprintf("%s\t=%s\t%d\t%s", tag, word, e.cut, e.add))
		}
		for end, e := range r.endings {
			out = append(out, fmt.Sprintf("%s\t~%s\t%d\t%s", tag, end, e.cut, e.add))
		}
	}
	slices.Sort(out)
	return out
}
