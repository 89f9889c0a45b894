// Package ingest finds attributions in documents: who says what, in which words, and who the people and bodies are.
//
// A [Pipeline] takes a document through five stages. The result of each stage is a type of that stage's package:
//
//	document.Read               document.Document          text in normal form, metadata, identifier
//	ling.Annotator.Layout       ling.Layout                words, syntax trees, names, quotations
//	attribution.Extractor       []attribution.Attribution  source, cue and content of each report, with its classes
//	coref.Resolver.Resolve      entity.Resolution          mentions, and the entities that they refer to
//	rdf.Findings.Quads          []quad.Quad                a named graph, labelled with the document version
//
// [Pipeline.Run] performs the stages between the document and its quads. [Result.Report] describes a result as the API
// does. No stage knows the store that the quads are written to.
package ingest
