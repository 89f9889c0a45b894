package vocab

import (
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// DefaultBase is the default base of a store.
const DefaultBase Base = "urn:graphd:"

// A Base is the prefix of the IRIs of all instances in a store, such as "urn:graphd:" or "https://example.org/id/". It
// ends in ":" or "/", which also separates the kind from the local name.
type Base string

// instanceKinds holds the kinds of instances, which are also prefixes in queries.
var instanceKinds = []string{"doc", "passage", "attr", "actor", "body", "role", "topic", "run", "graph", "publication", "correction", "curated"}

// vocabularies holds the namespaces that are the same in every store, by prefix.
var vocabularies = map[string]string{
	"g": NS, "rdf": RDF, "rdfs": RDFS, "xsd": XSD, "owl": OWL, "skos": SKOS, "dcterms": DCTerms, "schema": Schema,
	"oa": OA, "prov": Prov, "org": Org, "foaf": FOAF, "grasp": GRaSP, "cito": CiTO,
}

// IRI returns the IRI of an instance with the given kind and local name.
func (b Base) IRI(kind, local string) quad.IRI {
	return quad.IRI(string(b) + kind + b.separator() + local)
}

// Split splits the IRI of an instance into kind and local name; ok is false if iri does not begin with b.
func (b Base) Split(iri quad.IRI) (kind, local string, ok bool) {
	rest, ok := strings.CutPrefix(string(iri), string(b))
	if !ok {
		return "", "", false
	}
	return strings.Cut(rest, b.separator())
}

func (b Base) separator() string {
	if strings.HasSuffix(string(b), "/") {
		return "/"
	}
	return ":"
}

// Prefixes returns the namespaces of all prefixes in queries: g, the kinds of instances, and the reused vocabularies.
func (b Base) Prefixes() map[string]string {
	p := maps.Clone(vocabularies)
	for _, kind := range instanceKinds {
		p[kind] = string(b) + kind + b.separator()
	}
	return p
}

// Expand returns the full IRI for a short name such as "actor:dominic-raab"; ok is false if the prefix is unknown.
func (b Base) Expand(short string) (iri quad.IRI, ok bool) {
	prefix, local, found := strings.Cut(short, ":")
	if !found {
		return "", false
	}
	ns, ok := b.Prefixes()[prefix]
	return quad.IRI(ns + local), ok
}

// Shorten returns the short name of an IRI, such as "actor:dominic-raab", or the full IRI if it has no known prefix.
func (b Base) Shorten(iri quad.IRI) string {
	if kind, local, ok := b.Split(iri); ok && slices.Contains(instanceKinds, kind) {
		return kind + ":" + local
	}
	best, bestNS := "", ""
	for prefix, ns := range vocabularies {
		if strings.HasPrefix(string(iri), ns) && len(ns) > len(bestNS) {
			best, bestNS = prefix, ns
		}
	}
	if best == "" {
		return string(iri)
	}
	return best + ":" + string(iri)[len(bestNS):]
}
