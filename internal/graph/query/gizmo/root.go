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

// rootValue is g, where every path begins.
type rootValue struct{ run *run }

// Get is the method of that name.
func (g *rootValue) Get(key string) goja.Value {
	method, ok := rootMethods[key]
	if !ok {
		return nil
	}
	return g.run.vm.ToValue(g.run.native(key, func(args []goja.Value) (goja.Value, error) {
		return method(g.run, args)
	}))
}

// Has reports whether there is such a method.
func (g *rootValue) Has(key string) bool { return rootMethods[key] != nil }

// Keys lists the methods.
func (g *rootValue) Keys() []string { return slices.Sorted(maps.Keys(rootMethods)) }

// Set refuses: g has no settable properties.
func (g *rootValue) Set(string, goja.Value) bool { return false }

// Delete refuses.
func (g *rootValue) Delete(string) bool { return false }

var rootMethods = map[string]func(*run, []goja.Value) (goja.Value, error){
	"V": vertex, "v": vertex, "Vertex": vertex, "vertex": vertex,
	"M": morphism, "m": morphism, "Morphism": morphism, "morphism": morphism,
	"IRI": newIRI, "iri": newIRI, "Uri": newIRI, "uri": newIRI,
	"emit": emit, "Emit": emit,
	"addNamespace": addNamespace, "AddNamespace": addNamespace,
	"addDefaultNamespaces": addDefaultNamespaces, "AddDefaultNamespaces": addDefaultNamespaces,
	"loadNamespaces": loadNamespaces, "LoadNamespaces": loadNamespaces,
}

// vertex begins a path at nodes, or at every node when called without arguments.
func vertex(r *run, args []goja.Value) (goja.Value, error) {
	nodes, err := r.nodes(args)
	if err != nil {
		return nil, err
	}
	start := path.StartMorphism(nodes...)
	if len(nodes) == 0 && len(args) > 0 {
		start = algebra.Empty(path.StartMorphism())
	}
	return r.vm.NewDynamicObject(&pathValue{run: r, path: start, scale: 1}), nil
}

func morphism(r *run, args []goja.Value) (goja.Value, error) {
	if len(args) > 0 {
		return nil, errors.New("takes no arguments: a morphism begins wherever it is followed from")
	}
	return r.vm.NewDynamicObject(&pathValue{run: r, path: path.StartMorphism(), morphism: true, scale: 1}), nil
}

func newIRI(r *run, args []goja.Value) (goja.Value, error) {
	text, err := oneString(r, args)
	return r.vm.ToValue(r.names.iri(text)), err
}

// emit makes a row of any data; null and undefined are no row.
func emit(r *run, args []goja.Value) (goja.Value, error) {
	if len(args) == 0 {
		return nil, nil
	}
	row, err := r.plain(args[0])
	if err != nil || row == nil {
		return nil, err
	}
	return nil, r.send(row)
}

func addNamespace(r *run, args []goja.Value) (goja.Value, error) {
	texts, err := r.strings(args)
	if err != nil {
		return nil, err
	}
	if len(texts) != 2 {
		return nil, errors.New("expected a prefix and a namespace")
	}
	r.names.add(texts[0], texts[1])
	return nil, nil
}

// addDefaultNamespaces adds the vocabularies that Cayley's libraries know.
func addDefaultNamespaces(r *run, _ []goja.Value) (goja.Value, error) {
	for _, ns := range voc.List() {
		r.names.add(ns.Prefix, ns.Full)
	}
	return nil, nil
}

// loadNamespaces adds the namespaces that the graph itself declares: nodes of type cayley:namespace with a cayley:prefix.
func loadNamespaces(r *run, _ []goja.Value) (goja.Value, error) {
	const tag = "prefix"
	p := path.StartMorphism().Has(quad.IRI(rdf.NS+"type"), quad.IRI("cayley:namespace")).Save(quad.IRI("cayley:prefix"), tag)
	return nil, r.each(p, true, func(found result) (bool, error) {
		namespace, isIRI := found.node().(quad.IRI)
		prefix, isText := found.tag(tag).(quad.String)
		if iri, ok := found.tag(tag).(quad.IRI); ok {
			prefix, isText = quad.String(iri), true
		}
		if isIRI && isText {
			r.names.add(string(prefix), string(namespace))
		}
		return true, nil
	})
}

func oneString(r *run, args []goja.Value) (string, error) {
	texts, err := r.strings(args)
	if err != nil {
		return "", err
	}
	if len(texts) != 1 {
		return "", errors.New("expected one string")
	}
	return texts[0], nil
}
