// Package queryapi runs queries for HTTP clients: behind the admission gate, with cursors that read on in the same version
// of the graph, and with the rows streamed in the format that the client prefers.
package queryapi
