// Package query answers queries in Gizmo, in Cayley's GraphQL-style language and in MQL.
//
// A Session answers Requests within its Limits, each on one snapshot of the graph. The answer is a stream of Rows that ends
// in a Completeness, which reports whether the rows are everything that the query asked for.
package query
