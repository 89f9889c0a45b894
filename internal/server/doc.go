// Package server serves graphd over HTTP.
//
// A [Server] is its dependencies and one route table (routes.go). The handlers are in packages: rest for graphd's own API,
// cayley for Cayley's. They take typed input and return typed output or an error; one table (problems.go) maps errors to
// statuses. apidoc makes the OpenAPI document from the same types, so it cannot disagree with the code.
//
// A request passes the middleware from outside in: its id, the log and the metrics, recovery from panics, protection
// against cross-site requests, normalization of its URL, its deadline, and compression. The request's context ends with
// the deadline, with the client, and with the server; every read of the graph observes it. Queries and documents each pass
// an admission gate.
//
// Errors are problem documents (RFC 9457), except on the paths of Cayley's API, whose clients read a field "error". Lists
// report whether they are complete, and a stream ends with a record of completeness.
package server
