package neural

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"testing"

	"graphd/internal/ingest/ling"
)

// golden holds what PyTorch computes with the tiny model of testdata (training/golden.py).
type golden struct {
	Words      []string
	Paragraphs []int
	Cues       [][2]int
	Tags       [][]float64
	Names      [][]float64
	Roles      [][][]float64 // by cue and word
}

func readGolden(t *testing.T) (golden, *ling.Layout) {
	t.Helper()
	b, err := os.ReadFile("testdata/heads.json")
	if err != nil {
		t.Fatal(err)
	}
	var g golden
	if err := json.Unmarshal(b, &g); err != nil {
		t.Fatal(err)
	}
	l := &ling.Layout{}
	for _, w := range g.Words {
		l.Words = append(l.Words, ling.TreeWord{Form: w})
	}
	for i, from := range g.Paragraphs {
		to := len(g.Words)
		if i+1 < len(g.Paragraphs) {
			to = g.Paragraphs[i+1]
		}
		l.Paragraphs = append(l.Paragraphs, ling.Between(from, to))
	}
	return g, l
}

func openTiny(t *testing.T) *Reader {
	t.Helper()
	r, err := Open(os.DirFS("testdata"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tolerance bounds the difference of a log probability from PyTorch's. The weights of the heads are rounded to 11 bits here.
const tolerance = 0.05

func TestTagsAndNamesEqualPyTorch(t *testing.T) {
	g, l := readGolden(t)
	reading, err := openTiny(t).Read(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range g.Tags {
		for k, got := range reading.Words[i] {
			if math.Abs(float64(got)-want[k]) > tolerance {
				t.Errorf("word %d, tag %d: %.4f, want %.4f", i, k, got, want[k])
			}
		}
	}
	for i, want := range g.Names {
		for k, got := range reading.names[i] {
			if math.Abs(float64(got)-want[k]) > tolerance {
				t.Errorf("word %d, label %d: %.4f, want %.4f", i, k, got, want[k])
			}
		}
	}
}

func TestRolesEqualPyTorch(t *testing.T) {
	g, l := readGolden(t)
	reading, err := openTiny(t).Read(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	var s RoleScorer
	s.Turn(reading)
	for c, cue := range g.Cues {
		all := s.Roles(nil, ling.Between(cue[0], cue[1]), ling.Between(0, len(g.Words)))
		for i, roles := range all {
			for k, got := range roles {
				if want := g.Roles[c][i][k]; math.Abs(float64(got)-want) > tolerance {
					t.Errorf("cue %v, word %d, role %d: %.4f, want %.4f", cue, i, k, got, want)
				}
			}
		}
	}
}

// TestBlocksMakeNoDifference reads a text of several blocks, and roles far apart, so that projections are computed anew.
func TestBlocksMakeNoDifference(t *testing.T) {
	_, once := readGolden(t)
	r := openTiny(t)
	long := &ling.Layout{}
	for len(long.Words) < 2*blockWords {
		at := len(long.Words)
		long.Words = append(long.Words, once.Words...)
		long.Paragraphs = append(long.Paragraphs, ling.Between(at, len(long.Words)))
	}
	reading, err := r.Read(t.Context(), long)
	if err != nil {
		t.Fatal(err)
	}
	var a, b RoleScorer
	a.Turn(reading)
	b.Turn(reading)
	for _, at := range []int{0, 3 * len(once.Words), len(long.Words) - len(once.Words), len(once.Words)} {
		cue, window := ling.Between(at+5, at+6), ling.Between(at, at+len(once.Words))
		b.Turn(reading)
		got, want := a.Roles(nil, cue, window), b.Roles(nil, cue, window)
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("window %v, word %d: %v with kept projections, %v without", window, i, got[i], want[i])
			}
		}
	}
}

func TestReadStopsWithContext(t *testing.T) {
	_, l := readGolden(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := openTiny(t).Read(ctx, l); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}

func TestOpenNamesMissingFile(t *testing.T) {
	if _, err := Open(os.DirFS(t.TempDir())); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v, want one that wraps ErrNotExist", err)
	}
}
