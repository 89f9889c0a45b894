// Package pebblestore is a Cayley quad store on Pebble, an ordered key-value store on disk.
//
// A value (an IRI, a string, a number …) has an id, given once and never again. A quad is the four ids of its subject,
// predicate, object and label; it stands as a key in four indexes, each in another order, so that every question about
// quads is a walk along neighbouring keys. How often each value stands at each position is counted, and a value that
// stands nowhere is forgotten.
//
// A change goes this way: an Edit becomes a transaction, which works out in memory which quads appear and disappear
// (transaction.go), and is then written as one batch, all of it or nothing (edit.go). Ids, counts and counters are part
// of the same batch, and what is kept in memory is brought up to date after it.
//
// A load of many quads goes another way (load.go): lines are read into chunks of numbered values (loadparse.go, loadterms.go), the values
// get ids (loadresolve.go), the quads are sorted into every index (loadindex.go, quadsort.go, merge.go), and the finished tables
// become part of the store in one step.
//
// A question goes this way: a Snapshot is one state of the store; Cayley hands it the shape of a path, and plan.go makes one
// query of it (query.go): quads that must stand, with variables. order.go decides by counts what comes first, run.go goes
// through the edges of nodes, which memory.go keeps for all snapshots, side by side where several meet (meet.go), or
// through an index (walk.go). Anything else Cayley runs on top.
//
// Cayley's interfaces often have no error result. What fails there is remembered: Snapshot.Err tells at the end whether
// the results were whole. A cancelled context is an error of the iterator.
//
// DESIGN.md has the layout of the keys and the reasons.
package pebblestore
