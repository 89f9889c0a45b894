package server

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/danielgtaylor/huma/v2"
)

// describe makes the OpenAPI document and the pages once all routes are mounted.
func (s *Server) describe() error {
	api := s.api.OpenAPI()
	s.describeSaved(api)
	schemas := api.Components.Schemas.Map()
	delete(schemas, "ErrorModel") // huma's own errors never leave: see translate
	delete(schemas, "ErrorDetail")
	for name, schema := range schemas {
		if !slices.Contains(maybeNull, name) {
			neverNull(schema)
		}
	}
	for _, item := range api.Paths {
		if item.Get != nil && slices.ContainsFunc(item.Get.Parameters, func(p *huma.Param) bool { return p.Name == "If-None-Match" }) {
			item.Get.Responses["304"] = &huma.Response{Description: "The client has this answer: its ETag is the same"}
		}
	}
	var err error
	if s.spec, err = json.Marshal(api); err != nil {
		return fmt.Errorf("OpenAPI document: %w", err)
	}
	if s.docs, err = render("docs", docsHTML, docsOf(api)); err != nil {
		return fmt.Errorf("docs page: %w", err)
	}
	return nil
}

// maybeNull are the schemas in which null means something: Cayley's clients expect it, and GraphQL's send and get it.
var maybeNull = []string{"CayleyResult", "CayleyFault", "GraphqlBody", "GraphqlResponse"}

// neverNull takes back that lists may be null, which huma says of every slice: an answer's empty list is [].
func neverNull(schema *huma.Schema) {
	for _, property := range schema.Properties {
		for s := property; s != nil; s = s.Items {
			s.Nullable = false
		}
	}
}
