package lemma

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"graphd/internal/ingest/ling/ud"
)

// Example is a word with its tag and lemma.
type Example struct {
	Normal string
	Tag    ud.XPOS
	Lemma  string
}

// minWords is how many different words must bear out the rule of an ending.
const minWords = 2

// Train learns a Lemmatizer.
func Train(examples []Example) *Lemmatizer {
	l := &Lemmatizer{byTag: map[ud.XPOS]*rules{}}
	edits := wordEdits(examples)
	for _, tag := range slices.Sorted(maps.Keys(edits)) {
		l.rules(tag).learn(edits[tag])
	}
	return l
}

// wordEdits is, for each tag and word, the edit that its occurrences take most.
func wordEdits(examples []Example) map[ud.XPOS]map[string]edit {
	counts := map[ud.XPOS]map[string]map[edit]int{}
	for _, e := range examples {
		if e.Tag.IsProperNoun() {
			continue
		}
		word := strings.ToLower(e.Normal)
		if counts[e.Tag] == nil {
			counts[e.Tag] = map[string]map[edit]int{}
		}
		if counts[e.Tag][word] == nil {
			counts[e.Tag][word] = map[edit]int{}
		}
		counts[e.Tag][word][between(word, strings.ToLower(e.Lemma))]++
	}
	out := map[ud.XPOS]map[string]edit{}
	for tag, words := range counts {
		out[tag] = map[string]edit{}
		for word, edits := range words {
			out[tag][word] = most(edits)
		}
	}
	return out
}

// between is the edit that makes lemma of word.
func between(word, lemma string) edit {
	n := 0
	for n < len(word) && n < len(lemma) && word[n] == lemma[n] {
		n++
	}
	return edit{cut: len(word) - n, add: lemma[n:]}
}

// most is the most frequent edit; of equals the one that cuts least.
func most(counts map[edit]int) edit {
	return slices.MaxFunc(slices.Collect(maps.Keys(counts)), func(a, b edit) int {
		return cmp.Or(cmp.Compare(counts[a], counts[b]), cmp.Compare(b.cut, a.cut), cmp.Compare(b.add, a.add))
	})
}

// learn makes rules of words: endings first, from the shortest on, then the words that they get wrong.
func (r *rules) learn(words map[string]edit) {
	for n := 0; n <= longestEnding; n++ {
		counts := map[string]map[edit]int{}
		for word, e := range words {
			if len(word) <= n && n > 0 {
				continue
			}
			end := word[len(word)-min(n, len(word)):]
			if counts[end] == nil {
				counts[end] = map[edit]int{}
			}
			counts[end][e]++
		}
		for end, edits := range counts {
			if best := most(edits); edits[best] >= minWords && best != r.ending(end) {
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

// lines are the rules as the model file stores them, in order.
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
