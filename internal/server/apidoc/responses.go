package apidoc

import (
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"graphd/api"
	"graphd/internal/server/web"
)

// A Detail completes the description of an operation.
type Detail func(*huma.Operation, huma.Registry)

// JSON documents a response of 200 whose JSON has the type of example, and its other media types.
func JSON(example any, otherMediaTypes ...string) Detail {
	return func(op *huma.Operation, schemas huma.Registry) {
		AddResponse(op, http.StatusOK, schemas.Schema(reflect.TypeOf(example), true, op.OperationID), otherMediaTypes...)
	}
}

// AddResponse documents a response whose JSON has a schema, nil for none, and its other media types.
func AddResponse(op *huma.Operation, status int, schema *huma.Schema, otherMediaTypes ...string) {
	content := map[string]*huma.MediaType{}
	if schema != nil {
		content["application/json"] = &huma.MediaType{Schema: schema}
	}
	for _, mediaType := range otherMediaTypes {
		content[mediaType] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
	}
	op.Responses[strconv.Itoa(status)] = &huma.Response{Description: http.StatusText(status), Content: content}
}

// List documents a page of a list of T in its formats.
func List[T any]() Detail { return JSON(api.Page[T]{}, web.OtherMediaTypes()...) }

// Text documents a response of 200 that is not JSON.
func Text(mediaType string) Detail {
	return func(op *huma.Operation, _ huma.Registry) { AddResponse(op, http.StatusOK, nil, mediaType) }
}

// Spec documents the OpenAPI document itself.
func Spec(op *huma.Operation, _ huma.Registry) {
	AddResponse(op, http.StatusOK, nil, MediaType)
	op.Responses["200"].Content[MediaType].Schema = &huma.Schema{Type: huma.TypeObject}
}

// Accepted documents that the response is sent before the work is done.
func Accepted(op *huma.Operation, _ huma.Registry) { op.DefaultStatus = http.StatusAccepted }

// bodyExamples are examples of request bodies: a query, and a form that selects quads.
var bodyExamples = map[string]any{
	"text/plain":       `g.V("g:Attribution").in("rdf:type").tag("attribution").out("g:contentText").limit(5).all()`,
	web.URLEncodedForm: "pred=<g:said>",
}

// Accepts adds to detail, which may be nil, the media types of the request body.
func Accepts(detail Detail, mediaTypes ...string) Detail {
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

// failures describes the statuses of queries that fail.
var failures = map[int]string{
	http.StatusBadRequest:            "The query, a parameter or the body cannot be read; the detail gives the place",
	http.StatusNotFound:              "Not found",
	http.StatusRequestTimeout:        "The body arrived too slowly",
	http.StatusRequestEntityTooLarge: "The body is too large",
	http.StatusUnprocessableEntity:   "A parameter is outside its range, or the query takes too much",
	http.StatusTooManyRequests:       "Too many queries are at work; Retry-After says how many seconds to wait",
	http.StatusGatewayTimeout:        "The query ran out of time",
}

// MayFail adds to detail, which may be nil, the statuses of failures; for POST also those of bodies. They have the form of
// the default response, which is an error.
func MayFail(detail Detail, statuses ...int) Detail {
	return func(op *huma.Operation, schemas huma.Registry) {
		if detail != nil {
			detail(op, schemas)
		}
		all := slices.Clone(statuses)
		if op.Method == http.MethodPost {
			all = append(all, http.StatusRequestTimeout, http.StatusRequestEntityTooLarge)
		}
		for _, status := range all {
			response := &huma.Response{Description: failures[status], Content: maps.Clone(op.Responses["default"].Content)}
			if status == http.StatusTooManyRequests {
				response.Headers = map[string]*huma.Param{"Retry-After": {Required: true, Schema: &huma.Schema{Type: huma.TypeInteger}}}
			}
			op.Responses[strconv.Itoa(status)] = response
		}
	}
}

// QueriesGraph does what MayFail does, for operations that run a query: it adds the statuses of queries.
func QueriesGraph(detail Detail, others ...int) Detail {
	return MayFail(detail, append(others, http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusGatewayTimeout)...)
}
