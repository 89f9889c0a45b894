// Package graph is graphd's knowledge graph: a store of quads, and the queries over it.
//
// A quad is a statement (subject, predicate, object) with a label. All quads with one label are a named graph; every
// document version has one, so that what a document supports can be replaced and withdrawn as one. The same statement
// under two labels is two quads.
//
// A Store is changed by an Edit, which is atomic and comes back as a Change, the count of what it did: Replace makes a
// named graph hold exactly some quads, Withdraw empties it, Load adds a file of N-Quads and Dump writes one.
//
// A Store is read through a Snapshot, one state that later edits do not touch. It is a quad store in Cayley's sense, so
// that Cayley's paths and query languages work on it; package pebblestore below is where it lives on disk.
//
// A Session asks: it answers a Request in Gizmo (package gizmo below), in Cayley's GraphQL-style language or in MQL, each on a
// snapshot of its own, as Rows that end in a Completeness. SavedQueries keeps queries under names, with typed parameters.
package graph
