package server

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"graphd/api"
	"graphd/internal/server/ui"
)

// Tags of the OpenAPI document: the resources.
const (
	documentsTag    = "documents"
	attributionsTag = "attributions"
	entitiesTag     = "entities"
	subgraphTag     = "subgraph"
	queriesTag      = "queries"
	savedTag        = "saved"
	cayleyTag       = "cayley"
	operationsTag   = "operations"
)

// routes is the route table: everything that the server answers.
func (s *Server) routes() {
	get, post, remove := http.MethodGet, http.MethodPost, http.MethodDelete
	result := asksGraph(cayleyAnswers)

	s.echo.GET(ui.Path+"*", s.explorerFile)
	s.instances()
	mount(s, route{get, "/", "index", operationsTag, "What there is, as links", answers(indexPage{}, "text/html")}, s.index)

	mount(s, route{post, "/api/v1/documents", "add-documents", documentsTag, "Add documents, or see what would be found in them", uploadAnswers}, s.addDocuments)
	mount(s, route{get, "/api/v1/documents", "list-documents", documentsTag, "Documents, newest first", listOf[api.Document]()}, s.listDocuments)
	mount(s, route{get, "/api/v1/documents/{id}", "get-document", documentsTag, "One document with its text and attributions", answers(api.FullDocument{})}, s.getDocument)
	mount(s, route{remove, "/api/v1/documents/{id}", "withdraw-document", documentsTag, "Withdraw a document: exactly what it supports", nil}, s.withdrawDocument)

	mount(s, route{get, "/api/v1/attributions", "list-attributions", attributionsTag, "Who said what, newest document first", listOf[api.Attribution]()}, s.listAttributions)
	mount(s, route{get, "/api/v1/attributions/{id}", "get-attribution", attributionsTag, "One attribution with its exact words", answers(api.Attribution{})}, s.getAttribution)

	mount(s, route{get, "/api/v1/entities", "list-entities", entitiesTag, "People, bodies, offices and others, by name", listOf[api.Entity]()}, s.listEntities)
	mount(s, route{get, "/api/v1/entities/{id}", "get-entity", entitiesTag, "One entity with its names, roles and counts", answers(api.FullEntity{})}, s.getEntity)

	mount(s, route{get, "/api/v1/subgraph", "get-subgraph", subgraphTag, "A part of the graph, in other tools' formats", asksGraph(subgraphAnswers, http.StatusNotFound)}, s.getSubgraph)
	mount(s, route{post, "/api/v1/subgraph", "post-subgraph", subgraphTag, "A part of the graph, asked for in JSON", asksGraph(subgraphAnswers, http.StatusNotFound)}, s.postSubgraph)

	mount(s, route{get, "/api/v1/queries", "list-queries", queriesTag, "Saved queries with their parameters, by name", listOf[api.SavedQuery]()}, s.listQueries)
	mount(s, route{get, anySaved, "run-query", queriesTag, "Run a saved query", asksGraph(savedAnswers, http.StatusNotFound)}, s.runQuery)
	mount(s, route{post, anySaved, "post-query", queriesTag, "Run a saved query, with its parameters in the body", asksGraph(savedPostAnswers, http.StatusNotFound)}, s.runQueryPost)

	mount(s, route{get, "/graphql", "graphql-get", queriesTag, "Ask in GraphQL, by its specification", asksGraph(graphqlAnswers)}, s.graphqlGet)
	mount(s, route{post, "/graphql", "graphql", queriesTag, "Ask in GraphQL, by its specification", asksGraph(graphqlAnswers)}, s.graphqlPost)

	mount(s, route{get, "/api/v2/query", "cayley-query", cayleyTag, "Ask in a query language", result}, s.queryV2)
	mount(s, route{post, "/api/v2/query", "cayley-query-post", cayleyTag, "Ask in a query language", takes(result, "text/plain")}, s.queryV2Post)
	mount(s, route{get, "/api/v2/read", "cayley-read", cayleyTag, "Quads by subject, predicate, object and label", mayFail(quadAnswers, http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusGatewayTimeout)}, s.readGraph)
	mount(s, route{post, "/api/v2/read", "cayley-read-post", cayleyTag, "Quads by subject, predicate, object and label, from a form", takes(mayFail(quadAnswers, http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusGatewayTimeout), formType)}, s.readGraph)
	mount(s, route{post, "/api/v2/write", "cayley-write", cayleyTag, "Add quads, all or none", takes(nil, quadMediaTypes(isRead)...)}, s.writeQuads)
	mount(s, route{post, "/api/v2/delete", "cayley-delete", cayleyTag, "Remove quads, all or none", takes(nil, quadMediaTypes(isRead)...)}, s.deleteQuads)
	mount(s, route{post, "/api/v2/node/delete", "cayley-node-delete", cayleyTag, "Remove every quad that a value stands in", takes(nil, "application/n-quads", "application/json")}, s.deleteNode)
	mount(s, route{get, "/api/v2/formats", "cayley-formats", cayleyTag, "Formats of quads", nil}, s.listFormats)
	mount(s, route{post, "/api/v1/query/{lang}", "cayley-v1-query", cayleyTag, "Ask in a query language", takes(result, "text/plain")}, s.queryV1)
	mount(s, route{post, "/api/v1/shape/{lang}", "cayley-v1-shape", cayleyTag, "The form of a query's path", takes(asksGraph(nil), "text/plain")}, s.shapeV1)
	mount(s, route{post, "/api/v1/write/file/nquad", "cayley-v1-write-file", cayleyTag, "Add the quads of a file, all or none", takes(nil, multipartForm)}, s.writeFileV1)
	mount(s, route{post, "/api/v1/write", "cayley-v1-write", cayleyTag, "Add quads, all or none", takes(nil, "application/json")}, s.writeQuadsV1)
	mount(s, route{post, "/api/v1/delete", "cayley-v1-delete", cayleyTag, "Remove quads, all or none", takes(nil, "application/json")}, s.deleteQuadsV1)
	mount(s, route{get, "/gephi/gs", "cayley-gephi", cayleyTag, "Quads for Gephi's graph streaming", mayFail(plain(gephiType), http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusGatewayTimeout)}, s.streamGephi)

	mount(s, route{post, "/api/v1/check", "start-check", operationsTag, "Verify every invariant of the store, beside the requests", accepted}, s.startCheck)
	mount(s, route{get, "/api/v1/check", "get-check", operationsTag, "How the check stands, or how the last one ended", nil}, s.getCheck)
	mount(s, route{get, "/livez", "livez", operationsTag, "Whether the process runs", nil}, s.livez)
	mount(s, route{get, "/readyz", "readyz", operationsTag, "Whether the store answers", nil}, s.readyz)
	mount(s, route{get, "/metrics", "metrics", operationsTag, "Figures for Prometheus", plain("text/plain")}, s.showMetrics)
	mount(s, route{get, "/openapi.json", "openapi", operationsTag, "This document", spec}, s.showSpec)
	mount(s, route{get, "/docs", "docs", operationsTag, "This document as a page", plain("text/html")}, s.showDocs)
	mount(s, route{get, graphqlPage, "docs-graphql", operationsTag, "A page to ask GraphQL", plain("text/html")}, s.showGraphQL)
}

// route is a line of the route table. Detail completes what the OpenAPI document says of it.
type route struct {
	method, path, id, tag, summary string
	detail                         func(*huma.Operation, huma.Registry)
}

// mount puts a handler on its route.
func mount[I, O any](s *Server, r route, handle func(context.Context, *I) (*O, error)) {
	schemas := s.api.OpenAPI().Components.Schemas
	op := huma.Operation{
		Method: r.method, Path: r.path, OperationID: r.id, Tags: []string{r.tag}, Summary: r.summary,
		RejectUnknownQueryParameters: r.tag != cayleyTag,
		Responses:                    map[string]*huma.Response{"default": problemResponse(r.tag, schemas)},
	}
	if r.detail != nil {
		r.detail(&op, schemas)
	}
	requestBody := op.RequestBody
	op.RequestBody = nil // huma would read the body for its schema; the handlers read it themselves
	huma.Register(s.api, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		if err == nil {
			return out, nil
		}
		p := s.problem(ctx, err)
		if r.tag == cayleyTag {
			return nil, asCayley(p, err)
		}
		return nil, problemReply{p}
	})
	if requestBody != nil {
		s.api.OpenAPI().Paths[r.path].Post.RequestBody = requestBody
	}
}

func problemResponse(tag string, schemas huma.Registry) *huma.Response {
	body, mediaType := reflect.TypeFor[api.Problem](), problemType
	if tag == cayleyTag {
		body, mediaType = reflect.TypeFor[cayleyError](), "application/json"
	}
	return &huma.Response{
		Description: "Error",
		Content:     map[string]*huma.MediaType{mediaType: {Schema: schemas.Schema(body, true, "")}},
	}
}

// answers documents an answer of 200 whose JSON is like example, and its other media types.
func answers(example any, others ...string) func(*huma.Operation, huma.Registry) {
	return func(op *huma.Operation, schemas huma.Registry) {
		addAnswer(op, http.StatusOK, schemas.Schema(reflect.TypeOf(example), true, op.OperationID), others...)
	}
}

func addAnswer(op *huma.Operation, status int, schema *huma.Schema, others ...string) {
	content := map[string]*huma.MediaType{}
	if schema != nil {
		content["application/json"] = &huma.MediaType{Schema: schema}
	}
	for _, mediaType := range others {
		content[mediaType] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
	}
	op.Responses[strconv.Itoa(status)] = &huma.Response{Description: http.StatusText(status), Content: content}
}

// listOf documents a list of T in its forms.
func listOf[T any]() func(*huma.Operation, huma.Registry) {
	return answers(api.Page[T]{}, rowTypes()...)
}

// rowTypes are the media types of lists and rows beside JSON.
func rowTypes() []string {
	var others []string
	for _, f := range formats[1:] {
		others = append(others, f.mediaType)
	}
	return others
}

// takes adds to what detail says that the body may have these media types.
func takes(detail func(*huma.Operation, huma.Registry), mediaTypes ...string) func(*huma.Operation, huma.Registry) {
	return func(op *huma.Operation, schemas huma.Registry) {
		if detail != nil {
			detail(op, schemas)
		}
		content := map[string]*huma.MediaType{}
		for _, mediaType := range mediaTypes {
			content[mediaType] = &huma.MediaType{Schema: &huma.Schema{}, Example: bodyExamples[mediaType]}
		}
		op.RequestBody = &huma.RequestBody{Required: true, Content: content}
	}
}

// bodyExamples are what bodies of these media types may be: a query, and a form that selects quads.
var bodyExamples = map[string]any{
	"text/plain":                        `g.V("g:Attribution").in("rdf:type").tag("attribution").out("g:contentText").limit(5).all()`,
	"application/x-www-form-urlencoded": "pred=<g:said>",
}

// plain documents an answer that is not for programs that read schemas.
func plain(mediaType string) func(*huma.Operation, huma.Registry) {
	return func(op *huma.Operation, _ huma.Registry) { addAnswer(op, http.StatusOK, nil, mediaType) }
}

// spec documents the OpenAPI document.
func spec(op *huma.Operation, _ huma.Registry) {
	addAnswer(op, http.StatusOK, nil, specType)
	op.Responses["200"].Content[specType].Schema = &huma.Schema{Type: huma.TypeObject}
}

// router makes the echo router and the huma API on it, without routes.
func (s *Server) router(version string) (*echo.Echo, huma.API) {
	e := echo.New()
	e.HTTPErrorHandler = s.answerError
	e.Use(identify, s.observe, recoverPanics, s.origins.share, straighten, unescape, wellWritten, s.bound, new(packers).compress)
	jsonFormat := huma.DefaultJSONFormat
	api := humaecho.New(e, huma.Config{
		OpenAPI: &huma.OpenAPI{
			Info: &huma.Info{Title: "graphd", Version: version, Description: apiDescription},
			Tags: tagDescriptions(),
		},
		Formats:       map[string]huma.Format{"application/json": jsonFormat, "json": jsonFormat},
		DefaultFormat: "application/json",
		Transformers:  []huma.Transformer{s.translate},
	})
	return e, api
}

const apiDescription = `Who said what, with the exact words. Offsets are code points, end-exclusive.

Errors are problem documents (RFC 9457) with a stable type, a hint and the request's id. Lists take limit and cursor, keep one order, and say whether they are complete; their next page is in "next" and in the Link header.`

func tagDescriptions() []*huma.Tag {
	return []*huma.Tag{
		{Name: documentsTag, Description: "Documents, each a version of a text, and all that it supports"},
		{Name: attributionsTag, Description: "Who said, claimed, recommended or rejected what"},
		{Name: entitiesTag, Description: "Who that is"},
		{Name: subgraphTag, Description: "Parts of the graph for Gephi, NetworkX, Cytoscape, sigma, D3, Graphviz, spreadsheets and RDF tools"},
		{Name: queriesTag, Description: "Questions that are kept with their parameters"},
		{Name: savedTag, Description: "The saved queries, each with its own parameters"},
		{Name: cayleyTag, Description: "Cayley's own interface, for its clients; errors have a field \"error\""},
		{Name: operationsTag, Description: "The server itself"},
	}
}

func isCayley(op *huma.Operation) bool { return op != nil && slices.Contains(op.Tags, cayleyTag) }
