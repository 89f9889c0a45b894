package export

import (
	"bufio"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/subgraph"
	"graphd/internal/graph/vocab"
)

// writeJSONLD writes the quads as JSON-LD 1.1, with one object per graph. The file begins with its context; "about" has the
// header, which RDF parsers ignore.
func writeJSONLD(w *bufio.Writer, g subgraph.Subgraph) error {
	d := &jsonldWriter{statements: statementsOf(g), w: w}
	sorted := d.byGraph()
	d.nameAll(g.Base, sorted)
	o := beginObject(w)
	o.key("@context")
	d.writeContext()
	o.nested("about", header(g)...)
	o.key("@graph")
	list := beginArray(w)
	for named := range groups(sorted, codec.Label) {
		if named[0][codec.Label] == 0 { // subjects in no graph are at the top level
			d.writeSubjects(list, named)
		} else {
			list.next()
			d.writeGraph(named)
		}
	}
	list.end()
	o.end()
	return w.WriteByte('\n')
}

// jsonldWriter writes statements as JSON-LD.
type jsonldWriter struct {
	*statements
	w     *bufio.Writer
	names map[int32]string // of predicates, in the context
}

// nameAll assigns names to the predicates, for the context.
func (d *jsonldWriter) nameAll(base vocab.Base, sorted []rdfStatement) {
	d.names = map[int32]string{}
	n := attributeNamer{base: base, taken: map[string]bool{"about": true}}
	for _, q := range sorted {
		if _, known := d.names[q[codec.Predicate]]; !known {
			d.names[q[codec.Predicate]] = n.name(d.terms[q[codec.Predicate]].value)
		}
	}
}

func (d *jsonldWriter) writeContext() {
	iris := map[string]string{}
	for predicate, name := range d.names {
		iris[name] = nquads.Plain(d.terms[predicate].value)
	}
	context := beginObject(d.w)
	context.key("about").WriteString("null")
	for _, name := range slices.Sorted(maps.Keys(iris)) {
		context.nested(name, text("@id", iris[name]))
	}
	context.end()
}

func (d *jsonldWriter) writeGraph(named []rdfStatement) {
	o := beginObject(d.w)
	o.set(text("@id", nquads.Plain(d.terms[named[0][codec.Label]].value)))
	o.key("@graph")
	list := beginArray(d.w)
	d.writeSubjects(list, named)
	list.end()
	o.end()
}

func (d *jsonldWriter) writeSubjects(list *arrayWriter, named []rdfStatement) {
	for subject := range groups(named, codec.Subject) {
		list.next()
		o := beginObject(d.w)
		o.set(text("@id", nquads.Plain(d.terms[subject[0][codec.Subject]].value)))
		for predicate := range groups(subject, codec.Predicate) {
			o.key(d.names[predicate[0][codec.Predicate]])
			values := beginArray(d.w)
			for _, q := range predicate {
				values.next()
				d.writeValue(d.terms[q[codec.Object]].value)
			}
			values.end()
		}
		o.end()
	}
}

func (d *jsonldWriter) writeValue(value quad.Value) {
	o := beginObject(d.w)
	switch v := value.(type) {
	case quad.IRI, quad.BNode:
		o.set(text("@id", nquads.Plain(v)))
	case quad.String:
		o.set(text("@value", string(v)))
	case quad.LangString:
		o.set(text("@value", string(v.Value)), text("@language", v.Lang))
	default:
		lexical, datatype := nquads.Lexical(v)
		o.set(text("@value", lexical), text("@type", datatype))
	}
	o.end()
}
