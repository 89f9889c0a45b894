package gizmo

import (
	"errors"
	"maps"
	"slices"

	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/voc"
	"github.com/cayleygraph/quad/voc/rdf"
	"github.com/dop251/goja"

	"graphd/internal/graph/algebra"
)

// rootValue is the object g, from which every path begins. It implements goja.DynamicObject.
type rootValue struct{ x *execution }

// Get returns the method with the name key, or nil.
func (g *rootValue) Get(key string) goja.Value {
	method, ok := rootMethods[key]
	if !ok {
		return nil
	}
	return g.x.vm.ToValue(g.x.vm.Native(key, func(args []goja.Value) (goja.Value, error) {
		return method(g.x, args)
	}))
}

// Has reports whether g has a method with the name key.
func (g *rootValue) Has(key string) bool { return rootMethods[key] != nil }

// Keys returns the names of the methods in order.
func (g *rootValue) Keys() []string { return slices.Sorted(maps.Keys(rootMethods)) }

// Set returns false: scripts cannot set properties of g.
func (g *rootValue) Set(string, goja.Value) bool { return false }

// Delete returns false: scripts cannot delete properties of g.
func (g *rootValue) Delete(string) bool { return false }

var rootMethods = map[string]func(*execution, []goja.Value) (goja.Value, error){
	"V": vertex, "v": vertex, "Vertex": vertex, "vertex": vertex,
	"M": morphism, "m": morphism, "Morphism": morphism, "morphism": morphism,
	"IRI": newIRI, "iri": newIRI, "Uri": newIRI, "uri": newIRI,
	"emit": emit, "Emit": emit,
	"addNamespace": addNamespace, "AddNamespace": addNamespace,
	"addDefaultNamespaces": addDefaultNamespaces, "AddDefaultNamespaces": addDefaultNamespaces,
	"loadNamespaces": loadNamespaces, "LoadNamespaces": loadNamespaces,
}

// vertex implements g.V(nodes…): a path from the nodes, or from every node if there are no arguments.
func vertex(x *execution, args []goja.Value) (goja.Value, error) {
	nodes, err := x.nodes(args)
	if err != nil {
		return nil, err
	}
	start := path.StartMorphism(nodes...)
	if len(nodes) == 0 && len(args) > 0 {
		start = algebra.Empty(path.StartMorphism())
	}
	return x.vm.NewDynamicObject(&pathValue{x: x, path: start, scale: 1}), nil
}

// morphism implements g.M(): a path that begins where it is followed from.
func morphism(x *execution, args []goja.Value) (goja.Value, error) {
	if len(args) > 0 {
		return nil, errors.New("takes no arguments: a morphism begins wherever it is followed from")
	}
	return x.vm.NewDynamicObject(&pathValue{x: x, path: path.StartMorphism(), morphism: true, scale: 1}), nil
}

// newIRI implements iri(text).
func newIRI(x *execution, args []goja.Value) (goja.Value, error) {
	text, err := x.oneString(args)
	return x.vm.ToValue(x.namespaces.iri(text)), err
}

// emit implements g.emit(data): it emits a row, but none for null and undefined.
func emit(x *execution, args []goja.Value) (goja.Value, error) {
	if len(args) == 0 {
		return nil, nil
	}
	row, err := x.vm.Data(args[0])
	if err != nil || row == nil {
		return nil, err
	}
	return nil, x.send(row)
}

// addNamespace implements g.addNamespace(prefix, namespace).
func addNamespace(x *execution, args []goja.Value) (goja.Value, error) {
	texts, err := x.strings(args)
	if err != nil {
		return nil, err
	}
	if len(texts) != 2 {
		return nil, errors.New("expected a prefix and a namespace")
	}
	x.namespaces.add(texts[0], texts[1])
	return nil, nil
}

// addDefaultNamespaces implements g.addDefaultNamespaces(): it adds the vocabularies that Cayley's libraries know.
func addDefaultNamespaces(x *execution, _ []goja.Value) (goja.Value, error) {
	for _, ns := range voc.List() {
		x.namespaces.add(ns.Prefix, ns.Full)
	}
	return nil, nil
}

// loadNamespaces implements g.loadNamespaces(): it adds the namespaces that the graph declares, which are the nodes of type
// cayley:namespace with a cayley:prefix.
func loadNamespaces(x *execution, _ []goja.Value) (goja.Value, error) {
	const tag = "prefix"
	p := path.StartMorphism().Has(quad.IRI(rdf.NS+"type"), quad.IRI("cayley:namespace")).Save(quad.IRI("cayley:prefix"), tag)
	return nil, x.each(p, true, func(found pathResult) (bool, error) {
		namespace, isIRI := found.node().(quad.IRI)
		prefix, isText := found.tag(tag).(quad.String)
		if iri, ok := found.tag(tag).(quad.IRI); ok {
			prefix, isText = quad.String(iri), true
		}
		if isIRI && isText {
			x.namespaces.add(string(prefix), string(namespace))
		}
		return true, nil
	})
}
