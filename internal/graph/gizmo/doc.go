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
//   - An argument of the wrong kind is an error with a line and column, never a crash of the process.
//   - The session's limit holds for the whole query; getLimit(n) and getLimit(-1) do not lift it, and the caller learns when it cut.
//   - A script that ends in a call of count, toValue, toArray, tagValue or tagArray has what that returns as its last row;
//     the value of any other last statement is no row. Cayley appends null in either case. A path that nothing runs is an error.
//   - back("x") is an error when the path has no tag x, where Cayley goes back to the start in silence.
//   - follow(null), and(null), or(null) and except(null) are errors, where Cayley ignores them.
//   - labelContext(null, "tag") tags the label of each edge, where Cayley tags nothing.
//   - An empty array names no node and no predicate, where Cayley takes it for every predicate or fails; g.V takes arrays.
//   - Several paths in one list of predicates are their union, where Cayley panics.
//   - regex takes a JavaScript regular expression too; typed("5", "xsd:integer") is the number 5.
//   - has and save take a path as predicate, tag takes an array, and order has a capital form.
//   - count walks the results, where Cayley trusts an estimate that may be wrong.
//   - An IRI given to g.emit is written "<iri>", as in every other row.
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
