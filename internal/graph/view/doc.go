// Package view reads documents, attributions and entities from the graph, as the types of package api.
//
// A [View] reads one snapshot of the store, so that everything one request reads is consistent. Each answer is made of
// index lookups. A list reads the index entries of its most selective filter, groups them by document, and then reads one
// document after the other until it has enough items.
//
// Every list has one order: documents by date of issue, newest first, those without a date last; attributions by document
// in that order, then by their offset in the text; entities by name. A cursor holds a position in that order, not a count,
// so that a list continues correctly when documents were added or removed in between.
//
// Offsets are code points of the document's normalised text, end-exclusive. Ids are short ("actor:jane-doe") in results. As
// arguments they may be short, whole IRIs, or, where the kind is known, local names ("jane-doe").
package view
