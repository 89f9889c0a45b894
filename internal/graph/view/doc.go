// Package view reads the graph back as what it is about: documents, attributions and entities.
//
// A [View] stands on one snapshot of the store, so everything that one request reads belongs together.
// Each answer comes from index look-ups. A list starts from the most selective filter's index entry, groups what it
// finds by document, and then walks document by document, only as far as its limit goes.
//
// Every list has one order: documents by date of issue, newest first, those without a date last; attributions by
// their document in that order, then by their place in its text; entities by name. A cursor holds the place in that
// order and not a count, so that a list goes on rightly where documents came or went in between.
//
// Offsets are code points in the document's normalised text, end-exclusive. Ids are short ("actor:jane-doe") on the
// way out and may be short, bare or whole IRIs on the way in.
package view
