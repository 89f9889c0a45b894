// Package graph stores graphd's knowledge graph.
//
// A quad is a statement (subject, predicate, object) with a label. All quads with one label form a named graph. Each
// document version has its own named graph, so everything that a document supports can be replaced or withdrawn at once.
// The same statement under two labels is two quads.
//
// An Edit changes a Store atomically and returns a Change that counts the effect. Replace makes a named graph hold exactly
// the given quads, Withdraw empties it, Load adds a file of N-Quads, and Dump writes one.
//
// A Snapshot reads one version of the Store. It implements Cayley's interface of a quad store, so that Cayley's paths and
// shapes run on it. Package pebblestore implements the storage; the packages query, savedquery, subgraph and view read
// snapshots on behalf of users.
package graph
