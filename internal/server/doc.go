// Package server offers graphd over HTTP.
//
// A [Server] is its dependencies plus one route table (routes.go). Each resource has a file of its own, whose handlers
// take typed input and return typed output or an error; problem.go is the one place that turns an error into a status.
// The OpenAPI document is made from the same types, so it cannot say anything else than the code does.
//
// A request passes, from outside in: its id and its log line, its metrics, recovery from panics, the check for
// requests that another site's page sends, its deadline, compression, and its handler. The request's context ends
// with the deadline, with the client, and with the server; every read of the graph watches it.
//
// Errors are problem documents (RFC 9457), but on the paths of Cayley's own interface, whose clients look for a field
// "error". Lists say whether they are complete, and a stream ends in a record that says so.
package server
