package savedquery_test

import (
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/vocab"
)

// pressStatement is a statement in the press graph.
type pressStatement struct {
	doc, id, source string // source is "" where the speaker was not resolved
	act, form       string
	words           string
	start           int
	about, behalf   string
	occasion        string
	negative        bool
	confidence      float64
}

// reports holds the statements of three invented documents. Two entities occur in two documents, which both state their names.
var reports = []pressStatement{
	{doc: "d1", id: "a1", source: "body:council", act: "recommend", form: "direct", words: "Close the bridge (all of it).", start: 10, confidence: 0.9},
	{doc: "d1", id: "a2", source: "actor:ann-lee", act: "reject", form: "indirect", words: "the call to close the bridge", start: 60,
		about: "body:council", behalf: "body:ministry", occasion: "at a press conference", confidence: 0.8},
	{doc: "d1", id: "a3", source: "", act: "assert", form: "direct", words: "Nobody asked us.", start: 100, confidence: 0.4},
	{doc: "d1", id: "a4", source: "actor:ben-poe", act: "demand", form: "indirect", words: "that the bridge be repaired", start: 140, confidence: 0.7},
	{doc: "d2", id: "a5", source: "actor:ann-lee", act: "deny", form: "direct", words: "We never promised a new bridge.", start: 5, confidence: 0.95},
	{doc: "d2", id: "a6", source: "actor:ben-poe", act: "assert", form: "mixed", words: "the costs were “absurd”", start: 50, negative: true, confidence: 0.5},
	{doc: "d3", id: "a7", source: "actor:ann-lee", act: "assert", form: "direct", words: "The ferry is late.", start: 0, confidence: 0.9},
}

var pressNames = map[string]string{
	"actor:ann-lee": "Ann Lee", "actor:ben-poe": "Ben Poe", "body:council": "Town Council", "body:ministry": "Ministry of Works",
}

// press returns a store with the reports as the ingestion pipeline would write them.
func press(t testing.TB) *graph.Store {
	t.Helper()
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	if _, err := store.Apply(t.Context(), graph.Edit{Add: pressQuads(store.Base())}); err != nil {
		t.Fatal(err)
	}
	return store
}

func pressQuads(base vocab.Base) []quad.Quad {
	var quads []quad.Quad
	seen := map[quad.Quad]bool{}
	for i, r := range reports {
		doc := base.IRI("doc", r.doc)
		add := func(subject, predicate quad.IRI, object quad.Value) {
			if q := (quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: doc}); !seen[q] {
				seen[q] = true
				quads = append(quads, q)
			}
		}
		iri := func(short string) quad.IRI {
			full, _ := base.Expand(short)
			return full
		}
		add(doc, vocab.Type, vocab.Document)
		add(doc, vocab.Title, quad.String("Report "+r.doc))
		add(doc, vocab.Issued, quad.TypedString{Value: quad.String("2024-0" + r.doc[1:] + "-01"), Type: vocab.XSD + "date"})
		id, passage := base.IRI("attr", r.id), base.IRI("passage", fmt.Sprintf("%s-%d", r.doc, i))
		add(passage, vocab.Start, quad.Int(r.start))
		add(passage, vocab.End, quad.Int(r.start+len([]rune(r.words))))
		add(passage, vocab.Exact, quad.String(r.words))
		add(id, vocab.Type, vocab.Attribution)
		add(id, vocab.InDocument, doc)
		add(id, vocab.ContentPassage, passage)
		add(id, vocab.ContentText, quad.String(r.words))
		add(id, vocab.Act, vocab.ConceptOf("act", r.act))
		add(id, vocab.Form, vocab.ConceptOf("form", r.form))
		polarity := "positive"
		if r.negative {
			polarity = "negative"
		}
		add(id, vocab.Polarity, vocab.ConceptOf("polarity", polarity))
		add(id, vocab.Confidence, quad.Float(r.confidence))
		if r.occasion != "" {
			add(id, vocab.Occasion, quad.String(r.occasion))
		}
		if r.about != "" {
			add(id, vocab.About, iri(r.about))
		}
		if r.source == "" {
			speaker := base.IRI("passage", r.doc+"-speaker")
			add(id, vocab.SourcePassage, speaker)
			add(speaker, vocab.Exact, quad.String("a retired driver"))
			continue
		}
		source := iri(r.source)
		add(id, vocab.Source, source)
		add(source, vocab.Made, id)
		add(source, vocab.Said, quad.String(r.words))
		add(source, vocab.Label, quad.String(pressNames[r.source]))
		add(source, vocab.EntityKind, vocab.ConceptOf("entityKind", "person"))
		if r.behalf != "" {
			add(id, vocab.OnBehalfOf, iri(r.behalf))
			add(source, vocab.SpeaksFor, iri(r.behalf))
			add(iri(r.behalf), vocab.Label, quad.String(pressNames[r.behalf]))
		}
	}
	return quads
}
