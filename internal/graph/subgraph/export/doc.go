// Package export writes a subgraph in the formats of other tools.
//
// All formats follow the same rules. The id of a node is "n" and that of an edge "e", followed by a digest of its terms. Ids are
// therefore opaque, ASCII, unique within a file, and the same in every file; the IRI is an attribute. An attribute is a scalar
// of one type in the whole file: several values are joined to a string with " | ", and an attribute with the suffix _count has
// their number. Attributes without a value are absent. Every edge has both of its nodes. Nodes and edges are in the order of
// the subgraph. A header has their numbers, the selection, and whether and why something is missing.
//
// The RDF formats (JSON-LD, N-Quads, TriG) contain the quads themselves.
package export
