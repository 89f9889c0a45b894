package graph

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
)

func memory(t testing.TB) *Store {
	t.Helper()
	s, err := OpenMemory(Options{CacheBytes: 8 << 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

func iris(names ...string) (q quad.Quad) {
	for i, at := range []*quad.Value{&q.Subject, &q.Predicate, &q.Object, &q.Label} {
		if i < len(names) {
			*at = quad.IRI(names[i])
		}
	}
	return q
}

func dump(t testing.TB, s *Store) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := s.Dump(context.Background(), &b, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestBaseIsFixedWhenTheStoreIsMade(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir, Options{Base: "https://example.org/id/"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, Options{Base: vocab.DefaultBase}); !errors.Is(err, ErrOtherBase) ||
		!strings.Contains(err.Error(), "https://example.org/id/") {
		t.Errorf("opening with another base: %v", err)
	}
	s, err = Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if s.Base() != "https://example.org/id/" {
		t.Errorf("base is %q", s.Base())
	}
}

func TestNewStoreHasTheDefaultBase(t *testing.T) {
	if base := memory(t).Base(); base != vocab.DefaultBase {
		t.Errorf("base is %q", base)
	}
}
