// Package gizmo runs Gizmo, Cayley's JavaScript query language, so that it can be offered to strangers.
//
// A query is a script. It builds paths from the object g (also called graph): g.V("actor:raab").out("g:said"); a path runs
// when one of its finals is called: all, getLimit, toArray, tagArray, toValue, tagValue, forEach, map, count. Rows come from
// all, getLimit, g.emit and the final that ends the script; everything else stays inside it. There is no way to write.
//
// An Engine holds what all queries of a store share: prefixes, budgets and compiled scripts. Engine.Run is the main path:
// compile (parse, refuse what cannot be bounded), then run in a fresh virtual machine, handing each row to the caller. It is
// synchronous: when it returns, nothing of the query is left running.
//
// # Arguments
//
// Wherever a node is expected, a string is read as Cayley reads it ("<iri>", "_:blank", "\"x\"@en", plain text) with one
// addition: a registered prefix followed by a local name is an IRI, with or without angle brackets. str("g:said") is the text.
// Numbers, booleans and Dates are themselves; arrays are lists of nodes; null stands for every predicate.
//
// # Where it differs from Cayley v0.7.7
//
// docs/LANGUAGES.md lists the differences; each is held by a test. Some stand in the language, and some below it: mend.go
// puts shapes of this package's own in the place of Cayley's sort, union, exclusion and recursion, which lose results.
//
// # What bounds a query
//
// Time and cancellation come from the context. Budgets has the rest: the size of the script, the steps of a path, the values
// that the script may hold, the heap that may grow while it runs. The interpreter checks for interruption between any two
// instructions, so what is left are built-in functions that do much work or make much data within one. Those are wrapped
// (builtins.go, sizes.go): they refuse what would become too large before they begin, and count how deep they call each other.
// eval, Function, Promise, async functions, BigInt, Proxy, Reflect and typed arrays are absent; JSON.stringify sorts keys and
// takes no replacer; what bind makes can be called and not constructed. A regular expression that backtracks is cut off
// after RegexpTimeout, which ends the query. A script that only calls paths (chain.go) cannot reach any of this and runs unwrapped.
package gizmo
