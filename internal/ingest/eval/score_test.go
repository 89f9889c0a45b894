package eval_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/text"
)

// shared returns the path of a shared file, in ../shared next to the project or in $GRAPHD_SHARED. If the file is missing,
// it skips the test.
func shared(t *testing.T, name string) string {
	t.Helper()
	dir := os.Getenv("GRAPHD_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared")
	}
	path := filepath.Join(dir, filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("SKIPPED: %s is missing; set GRAPHD_SHARED to the directory of the corpora", name)
	}
	return path
}

func goldFile(t *testing.T) []byte {
	t.Helper()
	f, err := os.Open(shared(t, "corpora/polnear/dev.attributions.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestCounts(t *testing.T) {
	span := func(start, end int) []text.Span { return []text.Span{{Start: start, End: end}} }
	given := "“The bridge is safe,” Mayor Ana Ruiz said."
	gold := eval.MarkedAttribution{Source: span(22, 36), Cue: span(37, 41), Content: span(0, 21)}
	tests := []struct {
		name                         string
		system                       []eval.MarkedAttribution
		source, cue, content, triple float64
	}{
		{"all right", []eval.MarkedAttribution{gold}, 1, 1, 1, 1},
		{"nothing found", nil, 0, 0, 0, 0},
		{"found twice", []eval.MarkedAttribution{gold, gold}, 2.0 / 3, 2.0 / 3, 2.0 / 3, 2.0 / 3},
		{"without the title", []eval.MarkedAttribution{{Source: span(28, 36), Cue: span(37, 41), Content: span(0, 21)}}, 0, 1, 1, 1},
		{"half the content", []eval.MarkedAttribution{{Source: span(22, 36), Cue: span(37, 41), Content: span(0, 11)}}, 1, 1, 0, 1},
		{"too little content", []eval.MarkedAttribution{{Source: span(22, 36), Cue: span(37, 41), Content: span(0, 4)}}, 1, 1, 0, 0},
		{"no source", []eval.MarkedAttribution{{Cue: span(37, 41), Content: span(0, 21)}}, 0, 1, 1, 0},
		{"another source", []eval.MarkedAttribution{{Source: span(1, 11), Cue: span(37, 41), Content: span(0, 21)}}, 0, 1, 1, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var s eval.Scores
			s.Add(eval.GoldDocument{Text: given, Attributions: []eval.MarkedAttribution{gold}}, tt.system)
			got := []float64{s.Source.F1(), s.Cue.F1(), s.Content.F1(), s.Triple.F1()}
			for i, want := range []float64{tt.source, tt.cue, tt.content, tt.triple} {
				if math.Abs(got[i]-want) > 1e-9 {
					t.Errorf("F1 of source, cue, content, triple = %v, want %v at %d", got, want, i)
				}
			}
		})
	}
}

func TestDiscard(t *testing.T) {
	d := eval.GoldDocument{Text: "Ruiz said no. Share this.", Discard: []text.Span{{Start: 14, End: 25}}}
	var s eval.Scores
	s.Add(d, []eval.MarkedAttribution{{Content: []text.Span{{Start: 14, End: 24}}}, {Content: []text.Span{{Start: 10, End: 12}}}})
	if s.Triple.System != 1 {
		t.Errorf("%d system attributions counted, want 1: attributions in discarded spans do not count", s.Triple.System)
	}
}

func TestReadGoldNamesTheLine(t *testing.T) {
	err := eval.ReadGold(strings.NewReader("{\"id\":\"a\"}\nnot json\n"), func(eval.GoldDocument) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("ReadGold = %v, want an error that names line 2", err)
	}
}

// TestAgreesWithScorer checks that the measures equal those of the scorer of the corpora, on gold attributions that have
// been changed in ways that affect every measure.
func TestAgreesWithScorer(t *testing.T) {
	scorer := shared(t, "corpora/score.py")
	python, err := exec.LookPath("python3")
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatal("python3 is not installed: the measures cannot be compared with the scorer")
	}
	if err != nil {
		t.Skip("SKIPPED: python3 is not installed, so that the measures cannot be compared with the scorer; run make readers")
	}
	gold := goldFile(t)
	dir := t.TempDir()
	goldPath, systemPath, result := filepath.Join(dir, "gold.jsonl"), filepath.Join(dir, "system.jsonl"), filepath.Join(dir, "result.json")
	var system bytes.Buffer
	var got eval.Scores
	if err := eval.ReadGold(bytes.NewReader(gold), func(d eval.GoldDocument) error {
		bent := bend(d.Attributions)
		got.Add(d, bent)
		return json.NewEncoder(&system).Encode(map[string]any{"id": d.ID, "attributions": asJSON(bent)})
	}); err != nil {
		t.Fatal(err)
	}
	write(t, goldPath, gold)
	write(t, systemPath, system.Bytes())
	compare(t, score(t, python, scorer, goldPath, systemPath, result), map[string]eval.Count{
		"source.exact": got.Source, "cue.exact": got.Cue, "content.exact": got.Content, "triple": got.Triple,
	})
	compare(t, score(t, python, scorer, goldPath, systemPath, result, "--cofenet"), map[string]eval.Count{
		"cofe.source.exact": got.Stretches.Source, "cofe.cue.exact": got.Stretches.Cue, "cofe.content.exact": got.Stretches.Content,
	})
}

type measure struct{ P, R, F1 float64 }

// score runs the scorer of the corpora.
func score(t *testing.T, python, scorer, gold, system, result string, options ...string) map[string]measure {
	t.Helper()
	args := append([]string{scorer, gold, system, "--boot", "0", "--json", result}, options...)
	if out, err := exec.Command(python, args...).CombinedOutput(); err != nil {
		t.Fatalf("scorer: %v\n%s", err, out)
	}
	data, err := os.ReadFile(result)
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]measure
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	return want
}

func compare(t *testing.T, want map[string]measure, got map[string]eval.Count) {
	t.Helper()
	for name, c := range got {
		for _, x := range []struct {
			what      string
			got, want float64
		}{{"precision", c.Precision(), want[name].P}, {"recall", c.Recall(), want[name].R}, {"F1", c.F1(), want[name].F1}} {
			if math.Abs(x.got-x.want) > 0.001 {
				t.Errorf("%s: %s %.4f, that of the scorer %.4f", name, x.what, x.got, x.want)
			}
		}
	}
}

// bend returns attributions with some of their parts removed, shifted, shortened or exchanged, depending on their index.
func bend(gold []eval.MarkedAttribution) []eval.MarkedAttribution {
	var out []eval.MarkedAttribution
	for i, m := range gold {
		switch i % 7 {
		case 0:
			continue
		case 1:
			m.Source = gold[(i+1)%len(gold)].Source
		case 2:
			m.Content = shift(m.Content, 9)
		case 3:
			m.Cue = shift(m.Cue, 3)
		case 4:
			m.Source = nil
		case 5:
			out = append(out, m)
		}
		out = append(out, m)
	}
	return out
}

func shift(spans []text.Span, by int) []text.Span {
	var out []text.Span
	for _, s := range spans {
		if s.Start+by < s.End {
			s.Start += by
		}
		out = append(out, s)
	}
	return out
}

func asJSON(ms []eval.MarkedAttribution) []map[string][][2]int {
	out := []map[string][][2]int{}
	for _, m := range ms {
		pairs := func(spans []text.Span) [][2]int {
			ps := [][2]int{}
			for _, s := range spans {
				ps = append(ps, [2]int{s.Start, s.End})
			}
			return ps
		}
		out = append(out, map[string][][2]int{"source": pairs(m.Source), "cue": pairs(m.Cue), "content": pairs(m.Content)})
	}
	return out
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
