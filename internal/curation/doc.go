// Package curation applies the corrections of people to what extraction found.
//
// The heart is [Correct], a pure function from the quads of one named graph, as extraction wrote them, and the corrections
// that are active, to the quads that they take away and those that they add. The store keeps both in a curated graph next to
// the named graph, so that the named graph together with what is withheld always is what extraction found: see
// [CuratedQuads] and [Withheld].
//
// The log of corrections is append-only: an undo is a record, too. See [LogQuads] and [ReadLog].
package curation
