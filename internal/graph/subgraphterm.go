package graph

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/vocab"
)

// Kinds of nodes that are not graphd's instances.
const (
	kindTerm  = "term"
	kindValue = "value"
	kindOther = "other"
)

// kindNames are the kinds of instance whose word differs from their prefix.
var kindNames = map[string]string{"doc": "document", "attr": "attribution"}

// meaning is a value as a subgraph sees it.
type meaning struct {
	value quad.Value
	kind  string // one of Kinds
}

// terms reads values and remembers them: a subgraph has the same predicates and concepts over and over.
type terms struct {
	s       *Snapshot
	known   map[nodeID]meaning
	degrees map[nodeID]uint64
	texts   map[nodeID]string // IRIs, and other terms as N-Quads, where they had to be compared
}

func newTerms(s *Snapshot) terms {
	return terms{s: s, known: map[nodeID]meaning{}, degrees: map[nodeID]uint64{}, texts: map[nodeID]string{}}
}

func (t terms) term(id nodeID) (meaning, error) {
	if known, ok := t.known[id]; ok {
		return known, nil
	}
	value, err := t.s.Value(id)
	if err != nil {
		return meaning{}, err
	}
	found := meaning{value, kindOf(t.s.base, value)}
	t.known[id] = found
	return found, nil
}

func (t terms) degree(id nodeID) (uint64, error) {
	if known, ok := t.degrees[id]; ok {
		return known, nil
	}
	found, err := t.s.Degree(id)
	t.degrees[id] = found
	return found, err
}

// compare orders two values by their text; an error stays in err.
func (t terms) compare(a, b nodeID, err *error) int {
	if a == b {
		return 0
	}
	return cmp.Compare(t.text(a, err), t.text(b, err))
}

func (t terms) text(id nodeID, err *error) string {
	if id == 0 {
		return ""
	}
	if text, ok := t.texts[id]; ok {
		return text
	}
	found, failure := t.term(id)
	if failure != nil {
		if *err == nil {
			*err = failure
		}
		return ""
	}
	iri, ok := found.value.(quad.IRI)
	text := string(iri)
	if !ok {
		text = string(nquads.AppendTerm(nil, found.value))
	}
	t.texts[id] = text
	return text
}

// sortQuads orders quads by subject, predicate, object and label.
func (t terms) sortQuads(list []quadIDs) (err error) {
	slices.SortFunc(list, func(a, b quadIDs) int {
		for at := range a {
			if c := t.compare(a[at], b[at], &err); c != 0 {
				return c
			}
		}
		return 0
	})
	return err
}

// compareValues orders no value before IRIs, those before strings, and strings before what else there is.
func compareValues(a, b quad.Value) int {
	if c := cmp.Compare(rankOf(a), rankOf(b)); c != 0 || a == nil {
		return c
	}
	switch a := a.(type) {
	case quad.IRI:
		return cmp.Compare(a, b.(quad.IRI))
	case quad.String:
		return cmp.Compare(a, b.(quad.String))
	}
	return bytes.Compare(nquads.AppendTerm(nil, a), nquads.AppendTerm(nil, b))
}

func rankOf(v quad.Value) int {
	switch v.(type) {
	case nil:
		return 0
	case quad.IRI:
		return 1
	case quad.String:
		return 2
	}
	return 3
}

// kindOf is what a value is as a node.
func kindOf(base vocab.Base, value quad.Value) string {
	iri, ok := value.(quad.IRI)
	if !ok {
		if _, blank := value.(quad.BNode); blank {
			return kindOther
		}
		return kindValue
	}
	if kind, _, ok := base.Split(iri); ok {
		if name, ok := kindNames[kind]; ok {
			return name
		}
		if slices.Contains(instanceKinds, kind) {
			return kind
		}
	}
	if slices.ContainsFunc(vocabularies, func(ns string) bool { return strings.HasPrefix(string(iri), ns) }) {
		return kindTerm
	}
	return kindOther
}

var (
	instanceKinds = []string{"passage", "actor", "body", "role", "topic", "run", "graph"}
	vocabularies  = []string{
		vocab.NS, vocab.RDF, vocab.RDFS, vocab.XSD, vocab.OWL, vocab.SKOS, vocab.DCTerms, vocab.Schema, vocab.OA,
		vocab.Prov, vocab.Org, vocab.FOAF, vocab.GRaSP, vocab.CiTO,
	}
)
