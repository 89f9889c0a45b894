package server

import (
	"context"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"graphd/api"
	"graphd/internal/server/apidoc"
	"graphd/internal/server/cayley"
	"graphd/internal/server/rest"
	"graphd/internal/server/ui"
	"graphd/internal/server/web"
)

// Tags of the OpenAPI document, one for each resource.
const (
	documentsTag    = "documents"
	attributionsTag = "attributions"
	entitiesTag     = "entities"
	curationTag     = "curation"
	subgraphTag     = "subgraph"
	queriesTag      = "queries"
	savedTag        = "saved"
	cayleyTag       = "cayley"
	operationsTag   = "operations"
)

// routes registers the route table: everything that the server answers.
func (s *Server) routes() {
	get, post, remove := http.MethodGet, http.MethodPost, http.MethodDelete
	r, c := s.rest, s.cayley
	rows := apidoc.QueriesGraph(cayley.QueryResponses)
	quads := apidoc.MayFail(cayley.QuadResponses, http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusGatewayTimeout)
	takesQuads := apidoc.Accepts(nil, cayley.ReadMediaTypes()...)

	s.echo.GET(ui.Path+"*", s.explorerFile)
	s.redirectInstances()
	mount(s, route{get, "/", "index", operationsTag, "Links to what the server offers", apidoc.JSON(indexPage{}, "text/html")}, s.index)

	mount(s, route{post, "/api/v1/documents", "add-documents", documentsTag, "Add documents, or see what would be extracted from them", rest.UploadResponses}, r.AddDocuments)
	mount(s, route{get, "/api/v1/documents", "list-documents", documentsTag, "List documents, newest first", apidoc.List[api.Document]()}, r.ListDocuments)
	mount(s, route{get, "/api/v1/documents/{id}", "get-document", documentsTag, "Get one document with its text and attributions", apidoc.JSON(api.FullDocument{})}, r.GetDocument)
	mount(s, route{remove, "/api/v1/documents/{id}", "withdraw-document", documentsTag, "Withdraw a document and exactly what it supports", nil}, r.WithdrawDocument)
	mount(s, route{remove, "/api/v1/publications/{id}", "withdraw-publication", documentsTag, "Withdraw one publication of a document; the text goes with the last one", nil}, r.WithdrawPublication)

	mount(s, route{get, "/api/v1/attributions", "list-attributions", attributionsTag, "List who said what, newest document first", apidoc.List[api.Attribution]()}, r.ListAttributions)
	mount(s, route{get, "/api/v1/attributions/{id}", "get-attribution", attributionsTag, "Get one attribution with its exact words", apidoc.JSON(api.Attribution{})}, r.GetAttribution)

	mount(s, route{get, "/api/v1/entities", "list-entities", entitiesTag, "List people, bodies, offices and other entities, by name", apidoc.List[api.Entity]()}, r.ListEntities)
	mount(s, route{get, "/api/v1/entities/{id}", "get-entity", entitiesTag, "Get one entity with its names, roles and counts", rest.EntityResponses}, r.GetEntity)

	mount(s, route{post, "/api/v1/curation", "make-correction", curationTag, "Correct the graph, or see what a correction would change", rest.CorrectionResponses}, r.MakeCorrection)
	mount(s, route{get, "/api/v1/curation", "list-corrections", curationTag, "List the corrections, newest first", apidoc.List[api.CorrectionRecord]()}, r.ListCorrections)
	mount(s, route{get, "/api/v1/curation/export", "export-corrections", curationTag, "Get the log of corrections as a file, oldest first", apidoc.Text(rest.LogMediaType)}, r.ExportCorrections)
	mount(s, route{post, "/api/v1/curation/import", "import-corrections", curationTag, "Add the corrections of another log, all or none", apidoc.Accepts(nil, rest.LogMediaType)}, r.ImportCorrections)
	mount(s, route{get, "/api/v1/curation/{id}", "get-correction", curationTag, "Get one correction", apidoc.JSON(api.CorrectionRecord{})}, r.GetCorrection)
	mount(s, route{post, "/api/v1/curation/{id}/undo", "undo-correction", curationTag, "Undo a correction; the log keeps both", rest.UndoResponses}, r.UndoCorrection)

	mount(s, route{get, "/api/v1/subgraph", "get-subgraph", subgraphTag, "Get a part of the graph in the formats of other tools", apidoc.QueriesGraph(rest.SubgraphResponses, http.StatusNotFound)}, r.GetSubgraph)
	mount(s, route{post, "/api/v1/subgraph", "post-subgraph", subgraphTag, "Get a part of the graph, selected in JSON", apidoc.QueriesGraph(rest.SubgraphResponses, http.StatusNotFound)}, r.PostSubgraph)

	mount(s, route{get, "/api/v1/queries", "list-queries", queriesTag, "List saved queries with their parameters, by name", apidoc.List[api.SavedQuery]()}, r.ListQueries)
	mount(s, route{get, rest.SavedQueryPath, "run-query", queriesTag, "Run a saved query", apidoc.QueriesGraph(rest.SavedQueryResponses, http.StatusNotFound)}, r.RunQuery)
	mount(s, route{post, rest.SavedQueryPath, "post-query", queriesTag, "Run a saved query with its parameters in the body", apidoc.QueriesGraph(rest.SavedQueryPostResponses, http.StatusNotFound)}, r.RunQueryPost)

	mount(s, route{get, "/graphql", "graphql-get", queriesTag, "Query in GraphQL, with the query in the URL", apidoc.QueriesGraph(rest.GraphQLResponses)}, r.GraphQLGet)
	mount(s, route{post, "/graphql", "graphql", queriesTag, "Query in GraphQL", apidoc.QueriesGraph(rest.GraphQLResponses)}, r.GraphQLPost)

	mount(s, route{get, "/api/v2/query", "cayley-query", cayleyTag, "Run a query in Gizmo, Cayley's GraphQL or MQL, with the query in the URL", rows}, c.QueryV2)
	mount(s, route{post, "/api/v2/query", "cayley-query-post", cayleyTag, "Run a query in Gizmo, Cayley's GraphQL or MQL", apidoc.Accepts(rows, "text/plain")}, c.QueryV2Post)
	mount(s, route{get, "/api/v2/read", "cayley-read", cayleyTag, "Get quads by subject, predicate, object and label", quads}, c.ReadQuads)
	mount(s, route{post, "/api/v2/read", "cayley-read-post", cayleyTag, "Get quads by subject, predicate, object and label, from a form", apidoc.Accepts(quads, web.URLEncodedForm)}, c.ReadQuads)
	mount(s, route{post, "/api/v2/write", "cayley-write", cayleyTag, "Add quads, all or none", takesQuads}, c.WriteQuads)
	mount(s, route{post, "/api/v2/delete", "cayley-delete", cayleyTag, "Remove quads, all or none", takesQuads}, c.DeleteQuads)
	mount(s, route{post, "/api/v2/node/delete", "cayley-node-delete", cayleyTag, "Remove every quad that contains a value", apidoc.Accepts(nil, "application/n-quads", "application/json")}, c.DeleteNode)
	mount(s, route{get, "/api/v2/formats", "cayley-formats", cayleyTag, "List the formats of quads", nil}, c.ListFormats)
	mount(s, route{post, "/api/v1/query/{lang}", "cayley-v1-query", cayleyTag, "Run a query in Gizmo, Cayley's GraphQL or MQL", apidoc.Accepts(rows, "text/plain")}, c.QueryV1)
	mount(s, route{post, "/api/v1/shape/{lang}", "cayley-v1-shape", cayleyTag, "Get a diagram of a query's path", apidoc.Accepts(apidoc.QueriesGraph(nil), "text/plain")}, c.ShapeV1)
	mount(s, route{post, "/api/v1/write/file/nquad", "cayley-v1-write-file", cayleyTag, "Add the quads of a file, all or none", apidoc.Accepts(nil, web.MultipartForm)}, c.WriteFileV1)
	mount(s, route{post, "/api/v1/write", "cayley-v1-write", cayleyTag, "Add quads, all or none", apidoc.Accepts(nil, "application/json")}, c.WriteQuadsV1)
	mount(s, route{post, "/api/v1/delete", "cayley-v1-delete", cayleyTag, "Remove quads, all or none", apidoc.Accepts(nil, "application/json")}, c.DeleteQuadsV1)
	mount(s, route{get, "/gephi/gs", "cayley-gephi", cayleyTag, "Stream quads to Gephi", apidoc.MayFail(apidoc.Text(cayley.GephiMediaType), http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusGatewayTimeout)}, c.StreamGephi)

	mount(s, route{post, "/api/v1/check", "start-check", operationsTag, "Start to verify every invariant of the store in the background", apidoc.Accepted}, r.StartCheck)
	mount(s, route{get, "/api/v1/check", "get-check", operationsTag, "Get the state of the check, or the result of the last one", nil}, r.GetCheck)
	mount(s, route{get, "/livez", "livez", operationsTag, "Report whether the process runs", nil}, s.livez)
	mount(s, route{get, "/readyz", "readyz", operationsTag, "Report whether the store answers", nil}, s.readyz)
	mount(s, route{get, "/metrics", "metrics", operationsTag, "Get metrics for Prometheus", apidoc.Text("text/plain")}, s.showMetrics)
	mount(s, route{get, "/openapi.json", "openapi", operationsTag, "Get this document", apidoc.Spec}, s.showSpec)
	mount(s, route{get, "/docs", "docs", operationsTag, "Get this document as a page", apidoc.Text("text/html")}, s.showDocs)
	mount(s, route{get, rest.GraphQLPage, "docs-graphql", operationsTag, "Get the GraphQL query page", apidoc.Text("text/html")}, s.showGraphQL)
}

// route is a row of the route table. detail completes its description in the OpenAPI document and may be nil.
type route struct {
	method, path, id, tag, summary string
	detail                         apidoc.Detail
}

// mount registers a handler for its route.
func mount[I, O any](s *Server, r route, handle func(context.Context, *I) (*O, error)) {
	schemas := s.api.OpenAPI().Components.Schemas
	op := huma.Operation{
		Method: r.method, Path: r.path, OperationID: r.id, Tags: []string{r.tag}, Summary: r.summary,
		RejectUnknownQueryParameters: r.tag != cayleyTag,
		Responses:                    map[string]*huma.Response{"default": errorResponse(r.tag, schemas)},
	}
	if r.detail != nil {
		r.detail(&op, schemas)
	}
	requestBody := op.RequestBody
	op.RequestBody = nil // handlers read the body themselves; with a schema huma would
	huma.Register(s.api, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		if err != nil {
			return nil, s.web.StatusError(r.path, s.web.Problem(ctx, err), err)
		}
		return out, nil
	})
	if requestBody != nil {
		s.api.OpenAPI().Paths[r.path].Post.RequestBody = requestBody
	}
}

// errorResponse documents the errors of operations with a tag.
func errorResponse(tag string, schemas huma.Registry) *huma.Response {
	body, mediaType := reflect.TypeFor[api.Problem](), web.ProblemMediaType
	if tag == cayleyTag {
		body, mediaType = cayley.ErrorType(), "application/json"
	}
	return &huma.Response{
		Description: "Error",
		Content:     map[string]*huma.MediaType{mediaType: {Schema: schemas.Schema(body, true, "")}},
	}
}

// router returns the echo router with its middleware, and the huma API on it, without routes.
func (s *Server) router(version string) (*echo.Echo, huma.API) {
	e := echo.New()
	e.HTTPErrorHandler = s.web.Error
	e.Use(web.Identify, s.observe, recoverPanics, s.origins.protectRequests, trimSlash, unescapeParams, checkQueryString, s.setDeadline, web.Compress())
	jsonFormat := huma.DefaultJSONFormat
	return e, humaecho.New(e, huma.Config{
		OpenAPI: &huma.OpenAPI{
			Info: &huma.Info{Title: "graphd", Version: version, Description: apiDescription},
			Tags: tagDescriptions(),
		},
		Formats:       map[string]huma.Format{"application/json": jsonFormat, "json": jsonFormat},
		DefaultFormat: "application/json",
		Transformers:  []huma.Transformer{s.web.Translate},
	})
}

const apiDescription = `Who said what, with the exact words. Offsets count Unicode code points and are end-exclusive.

Errors are problem documents (RFC 9457) with a stable type, a hint and the request id. Lists take limit and cursor, keep one order, and report whether they are complete; the next page is in "next" and in the Link header.`

func tagDescriptions() []*huma.Tag {
	return []*huma.Tag{
		{Name: documentsTag, Description: "Documents: versions of texts with everything that they support"},
		{Name: attributionsTag, Description: "Attributions: who said, claimed, recommended or rejected what"},
		{Name: entitiesTag, Description: "Entities: the people, bodies and offices that documents mention"},
		{Name: curationTag, Description: "Corrections by people: what extraction got wrong, each recorded, and each undone at will"},
		{Name: subgraphTag, Description: "Parts of the graph for Gephi, NetworkX, Cytoscape, sigma, D3, Graphviz, spreadsheets and RDF tools"},
		{Name: queriesTag, Description: "Saved queries with parameters, and GraphQL"},
		{Name: savedTag, Description: "The saved queries, each with its own parameters"},
		{Name: cayleyTag, Description: "Cayley's own API, for its clients; errors have a field \"error\""},
		{Name: operationsTag, Description: "The server itself"},
	}
}
