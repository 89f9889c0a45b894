// Package rdf expresses what was found in a document as quads.
//
// All quads of a document version carry the label of that version, a named graph whose IRI is [Findings.Label]. They
// state the document, its passages, attributions and entities, the relations between attributions, and its topics, in
// the terms of package vocab. Facts that the gazetteer knows about the entities are separate: see [Findings.Reference].
//
// Identifiers depend on content alone: that of a version on its text, that of a passage on the version and its offsets,
// that of an attribution on the version and its spans. The same findings therefore always give the same quads, except
// for the time at which the graph recorded them.
package rdf
