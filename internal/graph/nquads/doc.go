// Package nquads reads and writes N-Quads, the line-based text form of quads, so that nothing is lost between the two:
// what AppendQuad writes, ParseLine reads back as the same quad, and a line that ParseLine reads keeps every
// character of its terms.
//
// It follows RDF 1.1 N-Quads (https://www.w3.org/TR/n-quads/) and is wider in two ways, because Cayley's graphs are:
// an IRI may be relative, and a literal may stand in every position.
//
// A typed literal becomes a native value (a number, a boolean, a time) where that value is written back with the very
// same characters; "007"^^xsd:integer and a time with a zone stay typed strings. Normalize is that rule for quads that
// come from elsewhere, and refuses those that no N-Quads line can hold.
package nquads
