package quads_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"graphd/quads"
)

// TestFiles holds each file to what README.md says: valid, sorted, no line twice, no blank nodes, one graph.
func TestFiles(t *testing.T) {
	for file, label := range map[string]quad.IRI{
		"ontology.nq":  "urn:graphd:graph:ontology",
		"gazetteer.nq": "urn:graphd:graph:reference",
	} {
		lines := strings.Split(strings.TrimSuffix(read(t, file), "\n"), "\n")
		for i, line := range lines[1:] {
			if line <= lines[i] {
				t.Errorf("%s:%d: out of order or twice: %s", file, i+2, line)
			}
		}
		for i, q := range parse(t, file) {
			if q.Label != label {
				t.Errorf("%s:%d: graph %v, want %v", file, i+1, q.Label, label)
			}
			for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object} {
				if _, blank := v.(quad.BNode); blank {
					t.Errorf("%s:%d: blank node %v", file, i+1, v)
				}
			}
		}
	}
}

// TestGazetteerIsWhole demands one label of each entity, and that every office and body that a fact names is one.
func TestGazetteerIsWhole(t *testing.T) {
	facts := parse(t, "gazetteer.nq")
	labels := map[quad.Value]int{}
	for _, q := range facts {
		if q.Predicate == quad.IRI("http://www.w3.org/2000/01/rdf-schema#label") {
			labels[q.Subject]++
		}
	}
	for _, q := range facts {
		if labels[q.Subject] != 1 {
			t.Errorf("%v has %d labels, want 1", q.Subject, labels[q.Subject])
		}
		object, ok := q.Object.(quad.IRI)
		if instance := ok && !strings.HasPrefix(string(object), "urn:graphd:ns:") && strings.HasPrefix(string(object), "urn:graphd:"); instance && labels[object] == 0 {
			t.Errorf("%v: %v is not in the gazetteer", q, object)
		}
	}
}

func parse(t *testing.T, file string) []quad.Quad {
	t.Helper()
	var out []quad.Quad
	for r := nquads.NewReader(strings.NewReader(read(t, file)), false); ; {
		q, err := r.ReadQuad()
		if errors.Is(err, io.EOF) {
			return slices.Clip(out)
		}
		if err != nil {
			t.Fatalf("%s, after quad %d: %v", file, len(out), err)
		}
		out = append(out, q)
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	b, err := quads.FS.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b, []byte("\r")) {
		t.Fatalf("%s has CR line ends", file)
	}
	return string(b)
}
