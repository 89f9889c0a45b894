package export

import (
	"bufio"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/nquads"
	"graphd/internal/graph/vocab"
)

// writeJSONLD writes the quads as JSON-LD 1.1, one object for each graph. The context stands in the file and comes first;
// "about" is the header, which readers of RDF pass over.
func writeJSONLD(w *bufio.Writer, g graph.Subgraph) error {
	sorted := byGraph(g)
	names := predicateNames(g.Base, sorted)
	o := beginObject(w)
	o.key("@context")
	writeContext(w, sorted, names)
	o.nested("about", header(g))
	var unnamed [][]termQuad // the subjects of no graph stand at the top
	named := groups(sorted, 0)
	if len(named) > 0 && named[0][0].Label == nil {
		unnamed, named = groups(named[0], 1), named[1:]
	}
	writeArray(o.key("@graph"), len(unnamed)+len(named), func(i int) {
		if i < len(unnamed) {
			writeLDSubject(w, unnamed[i], names)
		} else {
			writeLDGraph(w, named[i-len(unnamed)], names)
		}
	})
	o.end()
	return w.WriteByte('\n')
}

// predicateNames are the terms that the context defines.
func predicateNames(base vocab.Base, sorted []termQuad) map[string]string {
	names := map[string]string{}
	n := namer{base: base, taken: map[string]bool{"about": true}}
	for _, q := range sorted {
		if _, known := names[q.terms[2]]; !known {
			names[q.terms[2]] = n.name(q.Predicate)
		}
	}
	return names
}

func writeContext(w *bufio.Writer, sorted []termQuad, names map[string]string) {
	iris := map[string]string{}
	for _, q := range sorted {
		iris[names[q.terms[2]]] = nquads.Plain(q.Predicate)
	}
	var order []string
	for name := range iris {
		order = append(order, name)
	}
	slices.Sort(order)
	context := beginObject(w)
	context.key("about").WriteString("null")
	for _, name := range order {
		context.nested(name, []cell{{"@id", iris[name]}})
	}
	context.end()
}

func writeLDGraph(w *bufio.Writer, named []termQuad, names map[string]string) {
	o := beginObject(w)
	o.set("@id", nquads.Plain(named[0].Label))
	subjects := groups(named, 1)
	writeArray(o.key("@graph"), len(subjects), func(i int) { writeLDSubject(w, subjects[i], names) })
	o.end()
}

func writeLDSubject(w *bufio.Writer, subject []termQuad, names map[string]string) {
	o := beginObject(w)
	o.set("@id", nquads.Plain(subject[0].Subject))
	for _, predicate := range groups(subject, 2) {
		writeArray(o.key(names[predicate[0].terms[2]]), len(predicate), func(i int) { writeLDValue(w, predicate[i].Object) })
	}
	o.end()
}

func writeLDValue(w *bufio.Writer, value quad.Value) {
	o := beginObject(w)
	defer o.end()
	switch v := value.(type) {
	case quad.IRI, quad.BNode:
		o.set("@id", nquads.Plain(v))
	case quad.String:
		o.set("@value", string(v))
	case quad.LangString:
		o.set("@value", string(v.Value))
		o.set("@language", v.Lang)
	default:
		text, datatype := nquads.Lexical(v)
		o.set("@value", text)
		o.set("@type", datatype)
	}
}
