package graph

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"strings"
	"testing"

	"graphd/internal/graph/nquads"
)

const twoGoodOneBad = `# a comment
<a> <said> "x\u00e9\n\"y\"" <doc:1> .

<a> <said> .
<a> <said> "5"^^<http://www.w3.org/2001/XMLSchema#integer> .
`

func TestLoadNamesTheBadLine(t *testing.T) {
	ctx, s := context.Background(), memory(t)
	_, err := s.Load(ctx, strings.NewReader(twoGoodOneBad), LoadOptions{})
	var bad *nquads.LineError
	if !errors.As(err, &bad) || bad.Line != 4 {
		t.Fatalf("%v", err)
	}
	if got := dump(t, s); got != "" {
		t.Errorf("the stopped load left %s", got)
	}
}

func TestLoadSkipsAndCounts(t *testing.T) {
	ctx, s := context.Background(), memory(t)
	calls := 0
	got, err := s.Load(ctx, strings.NewReader(twoGoodOneBad), LoadOptions{SkipBad: true, Progress: func(LoadProgress) { calls++ }})
	if err != nil || got.Lines != 5 || got.Added != 2 || got.Skipped != 1 || len(got.FirstBad) != 1 || calls != 1 {
		t.Fatalf("%+v, %v, %d calls", got, err, calls)
	}
	want := "<a> <said> \"5\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n<a> <said> \"xé\\n\\\"y\\\"\" <doc:1> .\n"
	if got := dump(t, s); got != want {
		t.Errorf("the store holds\n%swant\n%s", got, want)
	}
}

func TestLoadReadsGzip(t *testing.T) {
	ctx, s := context.Background(), memory(t)
	var b bytes.Buffer
	gz := gzip.NewWriter(&b)
	_, err := gz.Write([]byte("<a> <b> <c> .\n<a> <b> <c> ."))
	if err := errors.Join(err, gz.Close()); err != nil {
		t.Fatal(err)
	}
	got, err := s.Load(ctx, &b, LoadOptions{})
	if err != nil || got.Added != 1 || got.Known != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
}

func TestDumpOneLabel(t *testing.T) {
	ctx, s := context.Background(), memory(t)
	if _, err := s.Load(ctx, strings.NewReader(twoGoodOneBad), LoadOptions{SkipBad: true}); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	n, err := s.Dump(ctx, &b, iris("doc:1").Subject)
	if err != nil || n != 1 || !strings.HasSuffix(b.String(), " <doc:1> .\n") {
		t.Errorf("%d lines, %v: %s", n, err, b.String())
	}
	if n, err := s.Dump(ctx, &b, iris("doc:absent").Subject); n != 0 || err != nil {
		t.Errorf("an absent label: %d lines, %v", n, err)
	}
}
