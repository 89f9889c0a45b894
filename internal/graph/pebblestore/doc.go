// Package pebblestore is a Cayley quad store on Pebble, an ordered key-value store on disk.
//
// A value (an IRI, a string, a number …) is interned: it has an id, which is never reused. A quad consists of the ids of
// its subject, predicate, object and label; it is stored as a key in four indexes of different order, so that every
// lookup of quads scans adjacent keys. The store counts how often each value occurs at each position, and removes a
// value that occurs in no quad.
//
// Writes: a DeltaBatch becomes a transaction, which computes in memory which quads appear and disappear
// (transaction.go), and is written as one Pebble batch, all of it or nothing (edit.go). Ids, counts and counters are
// part of the same batch; caches are updated after it. Package bulk handles large inputs instead: it interns the
// values, sorts the quads into every index in temporary files, and the engine ingests the finished tables in one step.
//
// Reads: a QuadSnapshot is one version of the store. Cayley hands it the shape of a path; package planner makes a
// conjunctive query of it, orders it by cardinality estimates, and executes it over adjacency lists in memory and index
// scans, both from package access. Cayley runs everything else on top.
//
// Methods of Cayley's interfaces often have no error result. Their errors are remembered, and QuadSnapshot.Err returns
// the first. A cancelled context is an error of the iterator.
//
// The packages below: codec defines keys and encodings; engine opens Pebble and survives a failing disk; dictionary maps
// values to ids; cache bounds what is kept in memory; access reads one version; planner executes queries; bulk loads
// N-Quads; check verifies every invariant. DESIGN.md has the layout of the keys and the reasons.
package pebblestore
