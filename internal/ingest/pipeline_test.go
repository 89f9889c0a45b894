package ingest_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"graphd/api"
	"graphd/internal/graph/vocab"
	"graphd/internal/ingest"
	"graphd/internal/ingest/document"
	"graphd/quads"
)

var update = flag.Bool("update", false, "write the golden files anew")

// newPipeline returns a pipeline with the fast models.
func newPipeline(t testing.TB) *ingest.Pipeline { return newPipelineWith(t, ingest.FastModels) }

func newPipelineWith(t testing.TB, models string) *ingest.Pipeline {
	t.Helper()
	gazetteer, err := ingest.ReadGazetteer(strings.NewReader(embedded(t, "gazetteer.nq")), vocab.DefaultBase)
	if err != nil {
		t.Fatal(err)
	}
	p, err := ingest.New(models, vocab.DefaultBase, gazetteer)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func embedded(t testing.TB, name string) string {
	t.Helper()
	data, err := quads.FS.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func run(t testing.TB, p *ingest.Pipeline, name, article string) ingest.Result {
	t.Helper()
	return runAs(t, p, name, "text/plain", article)
}

func runAs(t testing.TB, p *ingest.Pipeline, name, mediaType, article string) ingest.Result {
	t.Helper()
	input := document.Input{Name: name, Content: strings.NewReader(article), MediaType: mediaType, Identifier: name}
	for doc, err := range document.Read(context.Background(), input, document.ReadLimits{}) {
		if err != nil {
			t.Fatal(err)
		}
		result, err := p.Run(context.Background(), doc)
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
	t.Fatal("no document")
	return ingest.Result{}
}

// TestArticles compares what is found in whole articles with testdata/*.txtar, which has the text of each article and its
// attributions.
func TestArticles(t *testing.T) {
	p := newPipelineWith(t, ingest.DefaultModels)
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no articles in testdata:", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(archive.Files) != 2 || archive.Files[0].Name != "article" || archive.Files[1].Name != "said" {
				t.Fatal("want an article and what is said in it, in that order")
			}
			result := run(t, p, file, string(archive.Files[0].Data))
			got := formatReport(result.Report())
			if *update {
				archive.Files[1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(archive.Files[1].Data), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// formatReport formats a report for reading: source, cue and content of each attribution, then its classes.
func formatReport(r api.Extraction) string {
	var b strings.Builder
	for _, a := range r.Attributions {
		who := "nobody known"
		if a.Entity != nil {
			who = fmt.Sprintf("%s <%s>", a.Entity.Name, a.Entity.ID)
			who = strings.ReplaceAll(who, strings.TrimPrefix(r.Document, "doc:")+"-", "~")
		}
		fmt.Fprintf(&b, "%s [%s] %s\n", who, strings.Join(a.Words.Cue, " … "), a.Text)
		notes := []string{a.Form, a.Act}
		for _, n := range []struct{ usual, is string }{{"speech", a.Kind}, {"positive", a.Polarity}, {"certain", a.Certainty}, {"non-future", a.Tense}} {
			if n.is != n.usual {
				notes = append(notes, n.is)
			}
		}
		if a.OnBehalfOf != nil {
			notes = append(notes, "for "+a.OnBehalfOf.ID)
		}
		if a.Addressee != "" {
			notes = append(notes, "to "+a.Addressee)
		}
		if a.Occasion != "" {
			notes = append(notes, "occasion: "+a.Occasion)
		}
		if a.Continues != "" {
			notes = append(notes, "goes on")
		}
		fmt.Fprintf(&b, "    %s\n", strings.Join(notes, ", "))
	}
	return b.String()
}

var recorded = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// TestSample checks that quads/sample.nq equals the quads of the embedded article.
func TestSample(t *testing.T) {
	var b strings.Builder
	result := run(t, newPipelineWith(t, ingest.DefaultModels), "article.txt", embedded(t, "article.txt"))
	for _, q := range result.Quads(recorded) {
		b.WriteString(q.NQuad() + "\n")
	}
	for _, q := range result.Reference() {
		b.WriteString(q.NQuad() + "\n")
	}
	if *update {
		if err := os.WriteFile("../../quads/sample.nq", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(embedded(t, "sample.nq"), b.String()); diff != "" {
		t.Errorf("quads/sample.nq does not equal the quads of the article (make golden rewrites it); -want +got:\n%s", diff)
	}
}

// TestNeighboursHaveNames checks that the posts and bodies of entities have names, even if no document mentions them.
func TestNeighboursHaveNames(t *testing.T) {
	result := run(t, newPipeline(t), "ministry.txt", "Floods\n\nEnvironment Secretary Ana Ruiz said the river was safe.\n")
	quads := append(result.Quads(recorded), result.Reference()...)
	neighbours := 0
	for _, edge := range quads {
		if edge.Predicate != vocab.PostIn {
			continue
		}
		neighbours++
		if !slices.ContainsFunc(quads, func(q quad.Quad) bool { return q.Subject == edge.Object && q.Predicate == vocab.Label }) {
			t.Errorf("%v has no name", edge.Object)
		}
	}
	if neighbours == 0 {
		t.Error("the post is in no body")
	}
}
