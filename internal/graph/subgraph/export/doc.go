// Package export writes a subgraph in the formats of other people's tools.
//
// All of them keep the same rules. A node's id is "n" and an edge's "e" with a digest of what it is, so that ids are
// opaque, ASCII, different over the whole file, and the same in every file; the IRI is an attribute. Attributes are
// scalars of one type over the file: several values are one text, joined with " | ", beside their number in an attribute
// whose name ends in _count. What a node lacks is left out. No edge comes without its ends. The order is the subgraph's
// own, and a header says how much there is, what was asked for, and whether and why something is missing.
//
// The formats of RDF (JSON-LD, N-Quads, TriG) hold the quads themselves.
package export
