// Command bench measures graphd's store beside what one would use instead: hand-written SQL on SQLite and PostgreSQL, and
// sorted arrays in memory, which are the limit. It is a module of its own, because SQLite needs cgo and the product no SQL.
//
// A System holds one graph and answers eight questions about it. All systems answer a question one after another in
// each round, so that a ratio compares neighbours in time; the rows are compared before anything is timed.
//
// The graph says who said what in which document: generate.go makes it from a fixed seed.
package main
