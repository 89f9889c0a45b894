package quads_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"graphd/quads"
)

// fact matches a line of the files: subject, predicate, object and graph, without blank nodes.
var fact = regexp.MustCompile(`^<([^<>" ]+)> <([^<>" ]+)> (?:<([^<>" ]+)>|"(?:[^"\\]|\\["\\])*") <([^<>" ]+)> \.$`)

// TestFiles checks that each file is valid, sorted, without duplicate lines and in one graph, as README.md states.
func TestFiles(t *testing.T) {
	for file, graph := range map[string]string{
		"ontology.nq":  "urn:graphd:graph:ontology",
		"gazetteer.nq": "urn:graphd:graph:reference",
	} {
		before := ""
		for i, line := range lines(t, file) {
			if line <= before {
				t.Errorf("%s:%d: out of order or duplicate: %s", file, i+1, line)
			}
			before = line
			if f := fact.FindStringSubmatch(line); f == nil || f[4] != graph {
				t.Errorf("%s:%d: not a fact in the graph %s: %s", file, i+1, graph, line)
			}
		}
	}
}

// TestGazetteerIsComplete checks that each entity has one label, and that the gazetteer contains every office and body that a
// fact refers to.
func TestGazetteerIsComplete(t *testing.T) {
	labels := map[string]int{}
	var facts [][]string
	for _, line := range lines(t, "gazetteer.nq") {
		f := fact.FindStringSubmatch(line)
		facts = append(facts, f)
		if f[2] == "http://www.w3.org/2000/01/rdf-schema#label" {
			labels[f[1]]++
		}
	}
	for _, f := range facts {
		if labels[f[1]] != 1 {
			t.Errorf("%s has %d labels, want 1", f[1], labels[f[1]])
		}
		if strings.HasPrefix(f[3], "urn:graphd:") && !strings.HasPrefix(f[3], "urn:graphd:ns:") && labels[f[3]] == 0 {
			t.Errorf("%s: %s is not in the gazetteer", f[1], f[3])
		}
	}
}

func lines(t *testing.T, file string) []string {
	t.Helper()
	return strings.Split(strings.TrimSuffix(read(t, file), "\n"), "\n")
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
