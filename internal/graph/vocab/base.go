package vocab

import (
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// DefaultBase is the instance base of a store that was made without another.
const DefaultBase Base = "urn:graphd:"

// Base is the beginning of every instance IRI of a store: "urn:graphd:", "https://example.org/id/".
type Base string

// Kinds of instance, each with a prefix of its own in queries.
var instanceKinds = []string{"doc", "passage", "attr", "actor", "body", "role", "topic", "run", "graph"}

// vocabularies are the namespaces that are the same in every store, by prefix.
var vocabularies = map[string]string{
	"g": NS, "rdf": RDF, "rdfs": RDFS, "xsd": XSD, "owl": OWL, "skos": SKOS, "dcterms": DCTerms, "schema": Schema,
	"oa": OA, "prov": Prov, "org": Org, "foaf": FOAF, "grasp": GRaSP, "cito": CiTO,
}

// IRI is the instance of a kind with a local name.
func (b Base) IRI(kind, local string) quad.IRI {
	return quad.IRI(string(b) + kind + b.separator() + local)
}

// Split takes an instance IRI apart; ok is false where iri is not an instance of b.
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

// Prefixes maps every prefix that queries know to its namespace: g, the instance kinds of b, and the reused vocabularies.
func (b Base) Prefixes() map[string]string {
	p := maps.Clone(vocabularies)
	for _, kind := range instanceKinds {
		p[kind] = string(b) + kind + b.separator()
	}
	return p
}

// Expand turns "actor:dominic-raab" into its full IRI; ok is false where the prefix is not known.
func (b Base) Expand(short string) (iri quad.IRI, ok bool) {
	prefix, local, found := strings.Cut(short, ":")
	if !found {
		return "", false
	}
	ns, ok := b.Prefixes()[prefix]
	return quad.IRI(ns + local), ok
}

// Shorten is Expand's inverse: "actor:dominic-raab", or the whole IRI where no prefix fits.
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
