package ingest_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/attribution/classes"
)

// TestShortEdges compares the short edges of sentences with testdata/edges/sentences.txtar. Each sentence is a document.
func TestShortEdges(t *testing.T) {
	const path = "testdata/edges/sentences.txtar"
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p := newPipeline(t)
	sentences := 0
	for i, f := range archive.Files {
		var b strings.Builder
		for line := range strings.Lines(string(f.Data)) {
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "=") {
				continue
			}
			sentences++
			b.WriteString(line + "\n" + formatEdges(run(t, p, "sentence.txt", line+"\n")) + "\n")
		}
		if !*update {
			if diff := cmp.Diff(string(f.Data), b.String()); diff != "" {
				t.Errorf("%s: %s: -want +got:\n%s", path, f.Name, diff)
			}
		}
		archive.Files[i].Data = []byte(b.String())
	}
	if sentences < 60 {
		t.Errorf("%s: %d sentences, want at least 60", path, sentences)
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// formatEdges formats the short edges of a document, those with the same words in one line.
func formatEdges(r ingest.Result) string {
	var b strings.Builder
	edges := shortEdgesOf(r)
	var pairs []pair
	for e := range edges {
		pairs = append(pairs, e)
	}
	slices.SortFunc(pairs, func(a, b pair) int { return strings.Compare(a.source+a.words, b.source+b.words) })
	for _, e := range pairs {
		names := make([]string, len(edges[e]))
		for i, predicate := range edges[e] {
			names[i] = strings.TrimPrefix(string(predicate), vocab.NS)
		}
		slices.Sort(names)
		id := strings.ReplaceAll(r.Base.Shorten(quad.IRI(e.source)), strings.TrimPrefix(r.Report().Document, "doc:")+"-", "~")
		fmt.Fprintf(&b, "= %s | %s | %s\n", id, strings.Join(names, " "), e.words)
	}
	if len(pairs) == 0 {
		b.WriteString("= none\n")
	}
	return b.String()
}

// pair is a source and words that short edges join.
type pair struct{ source, words string }

// shortEdgesOf returns the predicates of the short edges to words.
func shortEdgesOf(r ingest.Result) map[pair][]quad.IRI {
	out := map[pair][]quad.IRI{}
	for _, q := range r.Quads(recorded) {
		source, _ := q.Subject.(quad.IRI)
		predicate, _ := q.Predicate.(quad.IRI)
		words, isWords := q.Object.(quad.String)
		if isWords && vocab.IsShortEdge(predicate) {
			k := pair{string(source), string(words)}
			out[k] = append(out[k], predicate)
		}
	}
	return out
}

// TestShortEdgesNeverReverse checks, over the texts of the project, that nobody said what he denied, rejected, doubted, declined or
// retracted, or did not say.
func TestShortEdgesNeverReverse(t *testing.T) {
	p := newPipeline(t)
	checked := checkEdges(t, run(t, p, "article.txt", embedded(t, "article.txt")))
	for _, text := range ownTexts(t) {
		checked += checkEdges(t, run(t, p, "text.txt", text))
	}
	if checked < 25 {
		t.Errorf("checked %d attributions that put nothing forward, want at least 25", checked)
	}
}

// TestShortEdgesNeverReverseInCorpora checks the same over a third of the texts of two corpora.
func TestShortEdgesNeverReverseInCorpora(t *testing.T) {
	if testing.Short() {
		t.Skip("reads corpora for a minute; run without -short")
	}
	p := newPipeline(t)
	for _, name := range []string{"news/wikinews.jsonl.gz", "polnear/dev.attributions.jsonl.gz"} {
		t.Run(name, func(t *testing.T) {
			checked := 0
			for i, text := range corpusTexts(t, name) {
				if i%3 == 0 { // a third of the texts takes a minute
					checked += checkEdges(t, run(t, p, "text.txt", text))
				}
			}
			if checked < 20 {
				t.Errorf("checked %d attributions that put nothing forward, want at least 20", checked)
			}
		})
	}
}

// checkEdges reports short edges of r that reverse or exceed the text, and returns the number of attributions that put nothing
// forward.
func checkEdges(t *testing.T, r ingest.Result) (checked int) {
	t.Helper()
	edges := shortEdgesOf(r)
	for e, predicates := range edges {
		for _, p := range predicates {
			if p != vocab.DidNotSay && p != vocab.MaySay && !slices.Contains(predicates, vocab.SpokeOf) {
				t.Errorf("%s has %s but not %s: %q", e.source, p, vocab.SpokeOf, e.words)
			}
		}
	}
	for i, a := range r.Attributions {
		if words := r.ContentText(a); strings.Trim(words, " .") == "" || functionWord[strings.ToLower(words)] && a.Form != classes.Direct {
			t.Errorf("the content %q is a fragment", words)
		}
		source, ok := r.Source(a)
		if !ok || a.Polarity != classes.Negative && !a.Act.Reverses() {
			continue
		}
		checked++
		k := pair{string(r.EntityIRI(source)), r.ContentText(a)}
		isOwn := a.Polarity != classes.Negative && a.Form == classes.Direct
		if !isOwn && slices.Contains(edges[k], vocab.Said) && !saidElsewhere(r, i) {
			t.Errorf("%s [%s] %q (%s, %s) is said", k.source, a.Cue.Lemma, k.words, a.Act, a.Polarity)
		}
	}
	return checked
}

// functionWord has words that are no content.
var functionWord = map[string]bool{"that": true, "ms": true, "mr": true, "that he": true, "that she": true, "the": true, "a": true, "it": true, "to": true, "he": true}

// saidElsewhere reports whether another attribution to the same source contains the words of attribution i.
func saidElsewhere(r ingest.Result, i int) bool {
	source, _ := r.Source(r.Attributions[i])
	return slices.ContainsFunc(r.Attributions, func(other attribution.Attribution) bool {
		s, ok := r.Source(other)
		return ok && s == source && other.PutForward && strings.Contains(r.ContentText(other), r.ContentText(r.Attributions[i]))
	})
}

// ownTexts returns the texts that are written for the tests of this package and of package attribution.
func ownTexts(t *testing.T) []string {
	t.Helper()
	var texts []string
	for _, pattern := range []string{"testdata/*.txtar", "testdata/edges/*.txtar", "attribution/testdata/*.txtar"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files: %v", pattern, err)
		}
		for _, file := range files {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range archive.Files {
				if f.Name == "attributions" || f.Name == "said" {
					continue
				}
				lines := slices.DeleteFunc(strings.Split(string(f.Data), "\n"), func(l string) bool { return strings.HasPrefix(l, "= ") })
				texts = append(texts, strings.Join(lines, "\n"))
			}
		}
	}
	return texts
}

// corpusTexts returns the texts of a corpus in ../shared/corpora next to the project or in $GRAPHD_SHARED. If the file is missing,
// it skips the test.
func corpusTexts(t *testing.T, name string) []string {
	t.Helper()
	dir := os.Getenv("GRAPHD_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	path := filepath.Join(dir, "corpora", filepath.FromSlash(name))
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("needs the corpora: put them in ../shared/corpora or set GRAPHD_SHARED: %v", err)
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var texts []string
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var d struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		texts = append(texts, d.Text)
	}
	if err := lines.Err(); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return texts
}

// TestShortEdgesNeedASpeaker checks that the person asked is not the speaker of a question.
func TestShortEdgesNeedASpeaker(t *testing.T) {
	const article = `Questions at the quay

Asked whether he would resign, Councillor Amit Patel left the room. The mayor was asked whether the bus lanes would go.

Declined to comment on the fares.
`
	result := run(t, newPipeline(t), "quay.txt", article)
	if len(result.Attributions) < 3 {
		t.Errorf("found %d attributions, want at least 3:\n%s", len(result.Attributions), formatReport(result.Report()))
	}
	if edges := shortEdgesOf(result); len(edges) > 0 {
		t.Errorf("attributions without a source have the edges %v", edges)
	}
}
