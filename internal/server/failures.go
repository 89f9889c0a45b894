package server

import (
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

// failures are what may go wrong with a query, as the OpenAPI document has it.
var failures = map[int]string{
	http.StatusBadRequest:            "The query, a parameter or the body cannot be read; the detail says where",
	http.StatusNotFound:              "There is no such thing",
	http.StatusRequestTimeout:        "The body came too slowly",
	http.StatusRequestEntityTooLarge: "The body is too large",
	http.StatusUnprocessableEntity:   "A parameter is outside its range, or the query takes too much",
	http.StatusTooManyRequests:       "Too many queries are at work; Retry-After says how many seconds to wait",
	http.StatusGatewayTimeout:        "The query ran out of time",
}

// mayFail adds to what detail says of an operation how it fails where it is asked with GET, and with others also what may
// be wrong with a body. Each has the form of any error.
func mayFail(detail func(*huma.Operation, huma.Registry), statuses ...int) func(*huma.Operation, huma.Registry) {
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

// asksGraph is mayFail for what is asked of the graph in a query language, or in parameters like one.
func asksGraph(detail func(*huma.Operation, huma.Registry), others ...int) func(*huma.Operation, huma.Registry) {
	return mayFail(detail, append(others, http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusGatewayTimeout)...)
}
