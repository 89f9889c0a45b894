package vocab

import "github.com/cayleygraph/quad"

// The local name of the curated graph of the reference graph, and the kinds in the IRIs of corrections.
const (
	referenceLocal = "reference"
	curatedKind    = "curated"
	correctionKind = "correction"
)

// CorrectionIRI returns the IRI of the correction with a local name.
func (b Base) CorrectionIRI(local string) quad.IRI { return b.IRI(correctionKind, local) }

// CuratedGraph returns the label of the graph with what corrections by people change in a named graph: in that of a document
// version, or in the reference graph. Ok is false for any other label, which nobody corrects.
func (b Base) CuratedGraph(label quad.Value) (curated quad.IRI, ok bool) {
	iri, ok := label.(quad.IRI)
	if !ok {
		return "", false
	}
	if iri == ReferenceGraph {
		return b.IRI(curatedKind, referenceLocal), true
	}
	kind, local, ok := b.Split(iri)
	return b.IRI(curatedKind, local), ok && kind == "doc"
}

// CuratedFrom returns the label of the graph whose changes the curated graph has; ok is false if curated is no such label.
func (b Base) CuratedFrom(curated quad.Value) (label quad.IRI, ok bool) {
	iri, ok := curated.(quad.IRI)
	if !ok {
		return "", false
	}
	kind, local, ok := b.Split(iri)
	if !ok || kind != curatedKind {
		return "", false
	}
	if local == referenceLocal {
		return ReferenceGraph, true
	}
	return b.IRI("doc", local), true
}
