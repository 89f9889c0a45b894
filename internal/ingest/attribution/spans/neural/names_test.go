package neural

import (
	"math"
	"strings"
	"testing"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/namer"
)

// named returns the names of a sentence as labels. Each word is given as "form/label", the label that the linear name finder
// gives, and the encoder gives probability to the labels of reads alone; words without such labels are certainly in no name.
func named(t *testing.T, sentence string, reads []map[string]float64) string {
	t.Helper()
	l := &ling.Layout{}
	r := &Reading{}
	for i, word := range strings.Fields(sentence) {
		form, given, _ := strings.Cut(word, "/")
		linear, err := namer.ParseLabel(given)
		if err != nil {
			t.Fatal(err)
		}
		l.Words = append(l.Words, ling.TreeWord{Form: form, Name: ling.NameTagOf(linear)})
		var logs labels
		for k := range logs {
			logs[k] = float32(math.Log(max(1e-6, reads[i][namer.Label(k).String()])))
		}
		r.names = append(r.names, logs)
	}
	l.Sentences = []ling.Range{ling.Between(0, len(l.Words))}
	var out []string
	for _, tag := range r.Names(l) {
		out = append(out, tag.Label().String())
	}
	return strings.Join(out, " ")
}

func TestNames(t *testing.T) {
	none := map[string]float64{"O": 1}
	for _, test := range []struct {
		name, sentence string
		reads          []map[string]float64
		want           string
	}{
		{"the encoder overrules what it is sure of", "Vale/B-PER rose/O", []map[string]float64{{"B-ORG": 0.97, "B-PER": 0.02}, none}, "B-ORG O"},
		{"the linear finder decides what the encoder doubts", "Vale/B-PER rose/O", []map[string]float64{{"B-ORG": 0.6, "B-PER": 0.4}, none}, "B-PER O"},
		{"a name does not begin with an inner label", "saw/O Vale/O", []map[string]float64{none, {"I-PER": 0.99, "B-PER": 0.01}}, "O B-PER"},
		{"a name has one kind", "Ada/O Vale/O", []map[string]float64{{"B-PER": 0.9, "B-ORG": 0.1}, {"I-ORG": 0.6, "I-PER": 0.4}}, "B-PER I-PER"},
		{"two names of a kind side by side", "Paris/O Berlin/O", []map[string]float64{{"B-LOC": 1}, {"B-LOC": 0.9, "I-LOC": 0.1}}, "B-LOC B-LOC"},
		{"a description is no name", "the/O mayor/O", []map[string]float64{none, {"B-PER": 1}}, "O O"},
		{"a particle within a name", "Ludo/O van/O Dam/O", []map[string]float64{{"B-PER": 1}, {"I-PER": 1}, {"I-PER": 1}}, "B-PER I-PER I-PER"},
	} {
		if got := named(t, test.sentence, test.reads); got != test.want {
			t.Errorf("%s: %q gives %s, want %s", test.name, test.sentence, got, test.want)
		}
	}
}
