// Command bench compares graphd's store with the alternatives: hand-written SQL on SQLite and PostgreSQL, and sorted
// arrays in memory, which are a lower bound of the time. It is a separate module, because SQLite needs cgo and graphd
// itself uses no SQL.
//
// A System holds one graph and answers eight questions about it. In each round, all systems answer a question one after
// another, so that a ratio compares measurements that are close in time. The rows are compared before anything is timed.
//
// The graph states who said what in which document. generate.go generates it from a fixed seed.
package main
