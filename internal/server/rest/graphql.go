package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"graphd/api"
	"graphd/internal/graph/view"
	"graphd/internal/server/graphql"
	"graphd/internal/server/queryapi"
	"graphd/internal/server/web"
)

// The media types of responses by the specification of GraphQL over HTTP. The first is preferred. With the second, which
// older clients ask for, a request that the schema does not allow has the status 200.
const (
	graphqlType   = "application/graphql-response+json"
	graphqlLegacy = "application/json"
)

// GraphQLPage is the path of the page that sends GraphQL queries.
const GraphQLPage = "/docs/graphql"

type graphqlGet struct {
	Accept        string `header:"Accept" hidden:"true"`
	Query         string `query:"query" doc:"The GraphQL document" example:"{ documents { totalCount } }"`
	OperationName string `query:"operationName" doc:"The operation of the document to run"`
	Variables     string `query:"variables" doc:"Values of the variables, as a JSON object"`
	Extensions    string `query:"extensions" doc:"A JSON object; ignored"`
}

// GraphQLGet answers a GraphQL request in the URL. Browsers that send no query are redirected to the query page.
func (h *API) GraphQLGet(ctx context.Context, in *graphqlGet) (*web.Reply, error) {
	if in.Query == "" && web.Weight(in.Accept, "text/html") > web.Weight(in.Accept, graphqlType) {
		return &web.Reply{Location: GraphQLPage, Body: func(ctx huma.Context) { ctx.SetStatus(http.StatusSeeOther) }}, nil
	}
	return h.answerGraphQL(ctx, in.Accept, func() (graphql.Operation, error) {
		request := graphql.Operation{Query: in.Query, OperationName: in.OperationName}
		if in.Variables == "" {
			return request, nil
		}
		if err := json.Unmarshal([]byte(in.Variables), &request.Variables); err != nil {
			return request, fmt.Errorf("variables: %w: send a JSON object: %w", web.ErrParameter, err)
		}
		return request, nil
	})
}

type graphqlPost struct {
	web.Payload
	Accept string `header:"Accept" hidden:"true"`
}

// GraphQLPost answers a GraphQL request in the body.
func (h *API) GraphQLPost(ctx context.Context, in *graphqlPost) (*web.Reply, error) {
	return h.answerGraphQL(ctx, in.Accept, func() (request graphql.Operation, err error) {
		if mediaType, _, err := mime.ParseMediaType(in.MediaType()); err != nil || mediaType != "application/json" {
			return request, fmt.Errorf("%q: %w: send application/json", in.MediaType(), web.ErrMediaType)
		}
		text, err := in.ReadAll(h.MaxQuery)
		if err != nil {
			return request, err
		}
		if bytes.HasPrefix(bytes.TrimSpace(text), []byte("[")) {
			return request, fmt.Errorf("%w: send one request at a time, not a list", web.ErrBody)
		}
		if err := json.Unmarshal(text, &request); err != nil {
			return request, web.BodyError(`send {"query": …, "variables": …}`, err)
		}
		return request, nil
	})
}

// answerGraphQL runs the request that parse returns and replies in the media type that the client prefers.
func (h *API) answerGraphQL(ctx context.Context, accept string, parse func() (graphql.Operation, error)) (*web.Reply, error) {
	mediaType := graphqlType
	if web.Weight(accept, graphqlLegacy) > web.Weight(accept, graphqlType) {
		mediaType = graphqlLegacy
	}
	if web.Weight(accept, mediaType) == 0 {
		return nil, fmt.Errorf("%q: %w: ask for %s", accept, web.ErrAcceptable, graphqlType)
	}
	response, err := h.runGraphQL(ctx, parse)
	status, retryAfter := http.StatusOK, ""
	switch {
	case err != nil:
		p := h.Web.Problem(ctx, err)
		status, response = p.Status, graphql.Response{Errors: []graphql.Error{graphqlErrorOf(p, graphql.Error{})}}
		retryAfter = web.ProblemHeaders(p).Get("Retry-After")
	case response.Data == nil && mediaType == graphqlType:
		status = http.StatusBadRequest
	}
	write := func(w io.Writer) error { return web.WriteJSON(w, response) }
	return &web.Reply{RetryAfter: retryAfter, Body: h.Web.Stream(status, mediaType+"; charset=utf-8", write)}, nil
}

// runGraphQL runs a request on a snapshot of its own, once it has a slot.
func (h *API) runGraphQL(ctx context.Context, parse func() (graphql.Operation, error)) (graphql.Response, error) {
	request, err := parse()
	if err != nil {
		return graphql.Response{}, err
	}
	if request.Query == "" {
		return graphql.Response{}, fmt.Errorf("query: %w: it is missing: send it as ?query=… or {\"query\": …}", web.ErrParameter)
	}
	slot, err := h.QueryGate.Enter(ctx)
	if err != nil {
		return graphql.Response{}, err
	}
	defer slot.Leave()
	response, err := queryapi.Read(h.Store, func(v *view.View) (graphql.Response, error) {
		return h.GraphQL.Answer(slot.Context(), v, h.Store.Base(), request)
	})
	for i, e := range response.Errors {
		if e.Err != nil {
			response.Errors[i] = graphqlErrorOf(h.Web.Problem(ctx, slot.Err(e.Err)), e)
		}
	}
	return response, slot.Err(err)
}

// graphqlErrorOf returns a problem as an error of GraphQL at the place of e.
func graphqlErrorOf(p *api.Problem, e graphql.Error) graphql.Error {
	e.Message = p.Detail
	if e.Message == "" {
		e.Message = p.Title
	}
	e.Extensions = map[string]any{"type": p.Type, "hint": p.Hint, "requestId": p.RequestID}
	return e
}

// GraphQLResponses documents the body and the responses of GraphQL: errors have the same form, with an error status if the
// request could not be run.
func GraphQLResponses(op *huma.Operation, schemas huma.Registry) {
	schema := schemas.Schema(reflect.TypeFor[graphqlResponse](), true, "")
	content := func() map[string]*huma.MediaType {
		return map[string]*huma.MediaType{graphqlType: {Schema: schema}, graphqlLegacy: {Schema: schema}}
	}
	op.Responses["200"] = &huma.Response{Description: "The data; with errors if single fields could not be read", Content: content()}
	for mediaType, body := range content() {
		op.Responses["default"].Content[mediaType] = body
	}
	if op.Method == http.MethodGet {
		op.Responses["303"] = &huma.Response{Description: "To the query page, for browsers that send no query"}
		return
	}
	request := schemas.Schema(reflect.TypeFor[graphqlBody](), true, "")
	op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/json": {
		Schema: request, Example: map[string]any{"query": "query ($q: String) { attributions(first: 5, filter: {q: $q}) { nodes { text source { name } document { title } } } }", "variables": map[string]any{"q": "security"}},
	}}}
}

// graphqlBody and graphqlResponse are a request and its response in the OpenAPI document.
type (
	graphqlBody struct {
		Query         string         `json:"query" doc:"The GraphQL document"`
		OperationName *string        `json:"operationName,omitempty" nullable:"true" doc:"The operation of the document to run"`
		Variables     map[string]any `json:"variables,omitempty" nullable:"true" doc:"Values of the variables"`
		Extensions    map[string]any `json:"extensions,omitempty" nullable:"true" doc:"Ignored"`
	}
	graphqlResponse struct {
		Data   map[string]any `json:"data,omitempty" nullable:"true" doc:"The data; absent if the request could not be run"`
		Errors []graphqlError `json:"errors,omitempty" nullable:"false"`
	}
	graphqlError struct {
		Message   string `json:"message"`
		Locations []struct {
			Line   int `json:"line"`
			Column int `json:"column"`
		} `json:"locations,omitempty" doc:"Places in the GraphQL document"`
		Path       []any             `json:"path,omitempty" doc:"The field of the data"`
		Extensions map[string]string `json:"extensions,omitempty" doc:"The type of the problem, its hint, and the request id"`
	}
)
