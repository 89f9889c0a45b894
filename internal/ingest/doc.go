// Package ingest turns a document into quads: what it reports that somebody said, and who that is.
//
// The path, a stage a step, each stage's result in a type of its own package:
//
//	document.Document      read and normalised: code points, NFC
//	ling.Annotation        sentences, tokens, dependencies, names, quotations
//	[]attribution.Attribution  source, cue and content of each report, with its classes
//	entity.Resolution      who the sources, and everyone else in the text, are
//	[]quad.Quad            all of it as a named graph, the document version its label
//
// Run takes a document to its Result; Result.Quads is the one place where annotations become quads, and Result.Report
// the one where they become JSON. Neither knows the store that the quads go to.
package ingest
