// Package apidoc makes the OpenAPI document of the server and the documentation page from its operations.
//
// A handler package describes an operation by a [Detail], which adds responses, bodies and parameters that huma cannot
// infer from Go types.
package apidoc

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// MediaType is the media type of the OpenAPI document.
const MediaType = "application/vnd.oai.openapi+json"

// PagePolicy is the Content-Security-Policy of the documentation page: it may load its own files and send requests to its
// own server.
const PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

//go:embed docs.html
var pageTemplate string

// nullableSchemas are the schemas in which null has a meaning: Cayley's clients expect it, and GraphQL's clients send and
// receive it.
var nullableSchemas = []string{"CayleyResult", "CayleyFault", "GraphqlBody", "GraphqlResponse"}

// Finish completes the description of an API whose operations are all registered.
func Finish(api *huma.OpenAPI) {
	schemas := api.Components.Schemas.Map()
	delete(schemas, "ErrorModel") // huma's own errors never leave the server, see web.Responder.Translate
	delete(schemas, "ErrorDetail")
	for name, schema := range schemas {
		if !slices.Contains(nullableSchemas, name) {
			clearNullable(schema)
		}
	}
	for _, item := range api.Paths {
		if item.Get != nil && slices.ContainsFunc(item.Get.Parameters, func(p *huma.Param) bool { return p.Name == "If-None-Match" }) {
			item.Get.Responses["304"] = &huma.Response{Description: "The client has this answer: its ETag is the same"}
		}
	}
}

// clearNullable marks the lists of a schema as not nullable. huma declares every slice nullable, but an empty list of a
// reply is [].
func clearNullable(schema *huma.Schema) {
	for _, property := range schema.Properties {
		for s := property; s != nil; s = s.Items {
			s.Nullable = false
		}
	}
}

// Render returns a finished API as the OpenAPI document and as an HTML page.
func Render(api *huma.OpenAPI) (spec, page []byte, err error) {
	if spec, err = json.Marshal(api); err != nil {
		return nil, nil, fmt.Errorf("OpenAPI document: %w", err)
	}
	t, err := template.New("docs").Parse(pageTemplate)
	if err != nil {
		return nil, nil, fmt.Errorf("documentation page: %w", err)
	}
	var html strings.Builder
	if err := t.Execute(&html, pageOf(api)); err != nil {
		return nil, nil, fmt.Errorf("documentation page: %w", err)
	}
	return spec, []byte(html.String()), nil
}
