// Package api defines the JSON documents that graphd's HTTP interface reads and writes. The server, the command line,
// package client and other Go programs share these types: each document has one declaration.
//
// # Offsets
//
// Every [TextRange] counts Unicode code points and excludes its end. Offsets refer to one of two texts; the field's name
// says which: source, cue, content and mentions count in the text as it was given; everything under normalised counts in the
// normalised text (NFC, LF line ends, no invisible characters), which is the text that the graph keeps and that
// [FullDocument] returns. For HTML and Markdown, the text as given is the extracted text.
//
// # Identifiers
//
// The server writes identifiers in their short form, "actor:jane-doe", and reads the short form, the whole IRI and,
// where the path says of which kind it is, the bare name "jane-doe".
//
// # Concepts
//
// Acts, forms, kinds, polarities, certainties and tenses are the lower-case names of the vocabulary's concepts: "assert",
// "non-future".
package api
