// Package rest answers graphd's own HTTP API: documents, attributions, entities, subgraphs, saved queries, GraphQL and the
// check of the store.
//
// Handlers take typed input and return a reply or an error; package web gives errors their status. Types of the wire come
// from package api.
package rest

import (
	"graphd/internal/admission"
	"graphd/internal/graph"
	"graphd/internal/graph/savedquery"
	"graphd/internal/library"
	"graphd/internal/server/graphql"
	"graphd/internal/server/queryapi"
	"graphd/internal/server/web"
)

// API holds what the handlers of the API depend on. All fields are required.
type API struct {
	Store   *graph.Store
	Library *library.Library
	Queries *savedquery.Catalog
	GraphQL *graphql.Engine
	Runner  *queryapi.Runner
	Checks  *StoreChecks
	Web     *web.Responder

	QueryGate    *admission.Gate
	DocumentGate *admission.Gate

	MaxDocument int64 // bytes of a request that brings documents, compressed or decompressed
	MaxQuery    int64 // bytes of a query's text
}
