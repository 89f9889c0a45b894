package server

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
)

// The media types of answers, as GraphQL over HTTP has them. The first is preferred; with the other, which older clients
// ask for, a request that the schema does not allow has the status 200.
const (
	graphqlType   = "application/graphql-response+json"
	graphqlLegacy = "application/json"
)

type graphqlGet struct {
	Accept        string `header:"Accept" hidden:"true"`
	Query         string `query:"query" doc:"The document" example:"{ documents { totalCount } }"`
	OperationName string `query:"operationName" doc:"Which of its operations to run"`
	Variables     string `query:"variables" doc:"Values of its variables, as a JSON object"`
	Extensions    string `query:"extensions" doc:"A JSON object; not used"`
}

func (s *Server) graphqlGet(ctx context.Context, in *graphqlGet) (*reply, error) {
	if in.Query == "" && weight(in.Accept, "text/html") > weight(in.Accept, graphqlType) {
		return &reply{Location: graphqlPage, Body: func(ctx huma.Context) { ctx.SetStatus(http.StatusSeeOther) }}, nil
	}
	return s.answerGraphQL(ctx, in.Accept, func() (graphql.Request, error) {
		request := graphql.Request{Query: in.Query, OperationName: in.OperationName}
		if in.Variables == "" {
			return request, nil
		}
		if err := json.Unmarshal([]byte(in.Variables), &request.Variables); err != nil {
			return request, fmt.Errorf("variables: %w: give a JSON object: %w", errParameter, err)
		}
		return request, nil
	})
}

type graphqlPost struct {
	body
	Accept string `header:"Accept" hidden:"true"`
}

func (s *Server) graphqlPost(ctx context.Context, in *graphqlPost) (*reply, error) {
	return s.answerGraphQL(ctx, in.Accept, func() (request graphql.Request, err error) {
		if mediaType, _, err := mime.ParseMediaType(in.mediaType); err != nil || mediaType != "application/json" {
			return request, fmt.Errorf("%q: %w: send application/json", in.mediaType, errMediaType)
		}
		text, err := in.all(s.limits.Query)
		if err != nil {
			return request, err
		}
		if bytes.HasPrefix(bytes.TrimSpace(text), []byte("[")) {
			return request, fmt.Errorf("%w: send one request at a time, not a list", errBody)
		}
		if err := json.Unmarshal(text, &request); err != nil {
			return request, bodyError(`send {"query": …, "variables": …}`, err)
		}
		return request, nil
	})
}

// answerGraphQL answers what take reads from a request, in the media type that the client asked for.
func (s *Server) answerGraphQL(ctx context.Context, accept string, take func() (graphql.Request, error)) (*reply, error) {
	mediaType := graphqlType
	if weight(accept, graphqlLegacy) > weight(accept, graphqlType) {
		mediaType = graphqlLegacy
	}
	if weight(accept, mediaType) == 0 {
		return nil, fmt.Errorf("%q: %w: ask for %s", accept, errAcceptable, graphqlType)
	}
	response, err := s.runGraphQL(ctx, take)
	status := http.StatusOK
	switch {
	case err != nil:
		p := s.problem(ctx, err)
		status, response = p.Status, graphql.Response{Errors: []graphql.Error{fault(p, graphql.Error{})}}
		if p.RetryAfter > 0 {
			return s.graphqlReply(status, mediaType, response, problemHeaders(p).Get("Retry-After")), nil
		}
	case response.Data == nil && mediaType == graphqlType:
		status = http.StatusBadRequest
	}
	return s.graphqlReply(status, mediaType, response, ""), nil
}

func (s *Server) graphqlReply(status int, mediaType string, response graphql.Response, retryAfter string) *reply {
	write := func(w io.Writer) error { return writeJSON(w, response) }
	return &reply{RetryAfter: retryAfter, Body: s.stream(status, mediaType+"; charset=utf-8", write)}
}

// runGraphQL runs a request on a snapshot of its own, once it has a slot.
func (s *Server) runGraphQL(ctx context.Context, take func() (graphql.Request, error)) (graphql.Response, error) {
	request, err := take()
	if err != nil {
		return graphql.Response{}, err
	}
	if request.Query == "" {
		return graphql.Response{}, fmt.Errorf("query: %w: there is none: give one, as ?query=… or {\"query\": …}", errParameter)
	}
	slot, err := s.queryGate.Enter(ctx)
	if err != nil {
		return graphql.Response{}, err
	}
	defer slot.Leave()
	response, err := read(s, func(v *view.View) (graphql.Response, error) {
		return s.graphql.Answer(slot.Context(), v, s.store.Base(), request)
	})
	for i, e := range response.Errors {
		if e.Err != nil {
			response.Errors[i] = fault(s.problem(ctx, slot.Err(e.Err)), e)
		}
	}
	return response, slot.Err(err)
}

// fault is a problem as an error of GraphQL at e's place.
func fault(p *api.Problem, e graphql.Error) graphql.Error {
	e.Message = p.Detail
	if e.Message == "" {
		e.Message = p.Title
	}
	e.Extensions = map[string]any{"type": p.Type, "hint": p.Hint, "requestId": p.RequestID}
	return e
}

// graphqlAnswers documents what GraphQL answers: errors have the same form, and a status where nothing could be run.
func graphqlAnswers(op *huma.Operation, schemas huma.Registry) {
	schema := schemas.Schema(reflect.TypeFor[graphqlResponse](), true, "")
	content := func() map[string]*huma.MediaType {
		return map[string]*huma.MediaType{graphqlType: {Schema: schema}, graphqlLegacy: {Schema: schema}}
	}
	op.Responses["200"] = &huma.Response{Description: "The answer; with errors where single fields could not be read", Content: content()}
	for mediaType, body := range content() {
		op.Responses["default"].Content[mediaType] = body
	}
	if op.Method == http.MethodGet {
		op.Responses["303"] = &huma.Response{Description: "To the page that asks, for a browser that asks nothing"}
		return
	}
	request := schemas.Schema(reflect.TypeFor[graphqlBody](), true, "")
	op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/json": {
		Schema: request, Example: map[string]any{"query": "query ($q: String) { attributions(first: 5, filter: {q: $q}) { nodes { text source { name } document { title } } } }", "variables": map[string]any{"q": "security"}},
	}}}
}

// graphqlBody and graphqlResponse are how the OpenAPI document has a request and its answer.
type (
	graphqlBody struct {
		Query         string         `json:"query" doc:"The document"`
		OperationName *string        `json:"operationName,omitempty" nullable:"true" doc:"Which of its operations to run"`
		Variables     map[string]any `json:"variables,omitempty" nullable:"true" doc:"Values of its variables"`
		Extensions    map[string]any `json:"extensions,omitempty" nullable:"true" doc:"Not used"`
	}
	graphqlResponse struct {
		Data   map[string]any `json:"data,omitempty" nullable:"true" doc:"What was asked for; absent where nothing could be run"`
		Errors []graphqlError `json:"errors,omitempty" nullable:"false"`
	}
	graphqlError struct {
		Message   string `json:"message"`
		Locations []struct {
			Line   int `json:"line"`
			Column int `json:"column"`
		} `json:"locations,omitempty" doc:"Where in the document"`
		Path       []any             `json:"path,omitempty" doc:"Which field of the answer"`
		Extensions map[string]string `json:"extensions,omitempty" doc:"The type of the problem, its hint, and the request's id"`
	}
)
