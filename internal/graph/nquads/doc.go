// Package nquads reads and writes N-Quads, the line-based text form of quads, without loss: ParseLine reads what
// AppendQuad writes as the same quad, and keeps every character of the terms of a line.
//
// It follows RDF 1.1 N-Quads (https://www.w3.org/TR/n-quads/) and accepts more in two ways, because Cayley's graphs do:
// IRIs may be relative, and literals may occur at every position.
//
// A typed literal becomes a native value (a number, a boolean, a time) if that value is written back with the same
// characters; "007"^^xsd:integer and a time with a zone remain typed strings. Normalize applies that rule to quads from
// elsewhere, and rejects those that no line of N-Quads can hold.
package nquads
