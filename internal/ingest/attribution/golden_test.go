package attribution_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/imprint"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden compares the attributions of texts written for this test with golden files. Each of testdata/*.txtar holds a
// text and then, one per line, its attributions: source | cue | content | form, act and uncommon values.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			golden(t, path)
		})
	}
}

func golden(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	given, want := "", ""
	for _, f := range archive.Files {
		switch f.Name {
		case "text":
			given = string(f.Data)
		case "attributions":
			want = string(f.Data)
		}
	}
	x := text.Normalize(given)
	got := describe(x, extract(t, x))
	if *update {
		archive.Files = []txtar.File{{Name: "text", Data: []byte(given)}, {Name: "attributions", Data: []byte(got)}}
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got; run with -update to accept):\n%s", path, diff)
	}
}

func layOut(t testing.TB, x text.Text) *ling.Layout {
	t.Helper()
	annotator, err := ling.Default()
	if err != nil {
		t.Fatal(err)
	}
	return ling.NewLayout(x, annotator.Annotate(x).Without(imprint.NotProse(x)))
}

func extract(t testing.TB, x text.Text) []attribution.Attribution {
	t.Helper()
	return extractFrom(t, newExtractor(t), layOut(t, x))
}

// extractFrom extracts with e. t may be of testing or of rapid.
func extractFrom(t interface {
	Helper()
	Fatal(...any)
}, e *attribution.Extractor, l *ling.Layout) []attribution.Attribution {
	t.Helper()
	x, err := e.Read(context.Background(), l)
	if err != nil {
		t.Fatal(err)
	}
	found, err := e.Extract(context.Background(), x)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// describe returns attributions as text, one per line, numbered from 1.
func describe(x text.Text, as []attribution.Attribution) string {
	var b strings.Builder
	for i, a := range as {
		fmt.Fprintf(&b, "%d. %s | %s | %s | %s\n", i+1,
			slot(x, a.Source.Spans, "nobody"), slot(x, a.Cue.Spans, "-"), slot(x, a.Content.Spans, "-"), strings.Join(remarks(x, a), ", "))
	}
	return b.String()
}

func slot(x text.Text, spans []text.Span, none string) string {
	if len(spans) == 0 {
		return none
	}
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = strings.Join(strings.Fields(x.Slice(s)), " ")
	}
	return strings.Join(parts, " … ")
}

// remarks returns the form and act of an attribution and all of its uncommon values.
func remarks(x text.Text, a attribution.Attribution) []string {
	out := []string{fmt.Sprintf("%s %s", a.Form, a.Act)}
	for _, r := range []struct{ value, common string }{
		{string(a.Kind), string(classes.Speech)},
		{string(a.Polarity), string(classes.Positive)},
		{string(a.Certainty), string(classes.Certain)},
		{string(a.Tense), string(classes.NonFuture)},
	} {
		if r.value != r.common {
			out = append(out, r.value)
		}
	}
	for _, r := range []struct {
		name string
		span text.Span
	}{{"to", a.Addressee}, {"occasion", a.Occasion}, {"when", a.When.Span}, {"on behalf of", a.Source.OnBehalf}, {"that is", a.Source.Speaker}} {
		if !r.span.IsZero() {
			out = append(out, fmt.Sprintf("%s “%s”", r.name, x.Slice(r.span)))
		}
	}
	if a.Continues >= 0 {
		out = append(out, fmt.Sprintf("continues %d", a.Continues+1))
	}
	if a.SecondHand >= 0 {
		out = append(out, fmt.Sprintf("relayed by %d", a.SecondHand+1))
	}
	return out
}

func newExtractor(t testing.TB) *attribution.Extractor {
	t.Helper()
	e, err := attribution.New(attribution.Fast)
	if err != nil {
		t.Fatal(err)
	}
	return e
}
