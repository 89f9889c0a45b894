// Package web holds what every HTTP handler of the server needs: request bodies with a size limit, content negotiation,
// conditional requests, pages of lists, streamed replies, and errors as problem documents.
//
// It does not know the graph. Handlers return an error of any package; a [Responder] translates it by its one table of
// rules into a problem document with a status.
package web
