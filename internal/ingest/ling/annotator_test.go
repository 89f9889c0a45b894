package ling

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"graphd/internal/ingest/ling/modelfile"
	"graphd/internal/ingest/text"

	"github.com/google/go-cmp/cmp"
)

func annotator(t *testing.T) *Annotator {
	t.Helper()
	a, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestAnnotate compares annotations with golden files: one token per line, as form, lemma, XPOS, UPOS, relation, head, name.
func TestAnnotate(t *testing.T) {
	a := annotator(t)
	golden(t, "testdata/annotate.txtar", func(given text.Text) string {
		var b strings.Builder
		for _, s := range a.Annotate(given).Sentences {
			for _, k := range s.Tokens {
				head := "ROOT"
				if k.Head >= 0 {
					head = s.Tokens[k.Head].Form
				}
				fmt.Fprintln(&b, strings.TrimSpace(strings.Join([]string{k.Form, k.Lemma, string(k.XPOS), string(k.UPOS), string(k.Deprel), head, show(k.Name)}, " ")))
			}
			b.WriteString("\n")
		}
		return b.String()
	})
}

func show(n NameTag) string {
	kind := [...]string{NoName: "", Person: "person", Organization: "organisation", Place: "place", OtherName: "other"}[n.Kind]
	if n.Begin {
		return kind + "+"
	}
	return kind
}

const sample = "Ms. Okafor told the BBC in Lagos: “We won't wait.” The ministry's spokesman, Tom Reed, declined to comment."

func TestTreesHaveOneRoot(t *testing.T) {
	a := annotator(t)
	for _, given := range []string{sample, "...", "\"", "A", "\" We go.", strings.Repeat("and the ", 5000), "Yes.\n\n- one\n- two"} {
		for _, s := range a.Annotate(text.Normalize(given)).Sentences {
			checkTree(t, s)
		}
	}
}

// checkTree fails t unless every token of s leads to its one root.
func checkTree(t *testing.T, s Sentence) {
	t.Helper()
	roots := 0
	for i, k := range s.Tokens {
		if (k.Head < 0) != (k.Deprel == "root") {
			t.Errorf("%q: head %d but relation %s", k.Form, k.Head, k.Deprel)
		}
		if k.Head < 0 {
			roots++
		}
		if k.UPOS == "" || k.XPOS == "" || k.Lemma == "" || k.Head == i || k.Head >= len(s.Tokens) {
			t.Errorf("incomplete token %+v", k)
		}
	}
	if roots != 1 {
		t.Errorf("%d roots among %d tokens", roots, len(s.Tokens))
	}
}

func TestAnnotateConcurrently(t *testing.T) {
	a, given := annotator(t), text.Normalize(sample)
	want := a.Annotate(given)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 20 {
				if diff := cmp.Diff(want, a.Annotate(given)); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
	wait.Wait()
}

func TestNewNamesTheFaultyFile(t *testing.T) {
	good := fstest.MapFS{}
	for _, kind := range []string{"tagger", "lemma", "parser", "names"} {
		file, err := fs.ReadFile(embeddedModels, "models/"+kind+".model")
		if err != nil {
			t.Fatal(err)
		}
		good[kind+".model"] = &fstest.MapFile{Data: file}
	}
	if a, err := New(good); err != nil || a.Version() != annotator(t).Version() {
		t.Fatalf("the embedded models from another folder: %v", err)
	}
	lemmas := good["lemma.model"].Data
	for _, c := range []struct {
		what string
		data []byte
		want error
	}{
		{"text", []byte("not a model at all"), modelfile.ErrForeign},
		{"empty", nil, modelfile.ErrForeign},
		{"another kind", good["names.model"].Data[:100], modelfile.ErrForeign},
		{"cut short", lemmas[:len(lemmas)/2], modelfile.ErrDamaged},
		{"another format", append([]byte("graphdLM\x63"), lemmas[9:]...), modelfile.ErrFormat},
	} {
		bad := fstest.MapFS{}
		for name, f := range good {
			bad[name] = f
		}
		bad["lemma.model"] = &fstest.MapFile{Data: c.data}
		if _, err := New(bad); !errors.Is(err, c.want) || !strings.Contains(err.Error(), "lemma.model") {
			t.Errorf("%s: %v, want %v naming the file", c.what, err, c.want)
		}
	}
	delete(good, "parser.model")
	if _, err := New(good); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "parser") {
		t.Errorf("a missing model: %v", err)
	}
}

func BenchmarkAnnotate(b *testing.B) {
	a, err := Default()
	if err != nil {
		b.Fatal(err)
	}
	given := text.Normalize(strings.Repeat(sample+"\n", 100))
	tokens := 0
	for b.Loop() {
		for _, s := range a.Annotate(given).Sentences {
			tokens += len(s.Tokens)
		}
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}
