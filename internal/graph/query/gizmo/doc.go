// Package gizmo runs Gizmo, Cayley's JavaScript query language, safely enough for untrusted scripts.
//
// A query is a script. It builds paths from the object g (also called graph): g.V("actor:raab").out("g:said"); a path runs
// when one of its finals is called: all, getLimit, toArray, tagArray, toValue, tagValue, forEach, map, count. Rows come
// from all, getLimit, g.emit, and from the final that ends the script. Scripts cannot write.
//
// An [Interpreter] holds what all queries of a store share: prefixes, budgets and compiled scripts. [Interpreter.Run] is
// the main path: compile the script, run it in a fresh virtual machine, hand each row to the caller. It is synchronous:
// when it returns, no part of the query is still running.
//
// The package defines the language: steps, finals, filters, and how arguments and rows are read and written. Package
// sandbox bounds what scripts can do, and package algebra optimizes paths and corrects Cayley's shapes. A script that only
// calls paths (chain.go) cannot reach a built-in function and runs unguarded.
//
// # Arguments
//
// Where a node is expected, a string is read as Cayley reads it ("<iri>", "_:blank", "\"x\"@en", plain text) with one
// addition: a registered prefix followed by a local name is an IRI, with or without angle brackets. str("g:said") is the
// text. Numbers, booleans and Dates are literals; arrays are lists of nodes; null means every predicate.
//
// # Differences from Cayley v0.7.7
//
// docs/LANGUAGES.md lists the differences. Each of them has a test.
package gizmo
