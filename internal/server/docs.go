package server

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// describe makes the OpenAPI document and the pages once all routes are mounted.
func (s *Server) describe() error {
	api := s.api.OpenAPI()
	schemas := api.Components.Schemas.Map()
	delete(schemas, "ErrorModel") // huma's own errors never leave: see translate
	delete(schemas, "ErrorDetail")
	for name, schema := range schemas {
		if !slices.Contains(maybeNull, name) {
			neverNull(schema)
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
var maybeNull = []string{"CayleyResult", "GraphqlBody", "GraphqlResponse"}

// neverNull takes back that lists may be null, which huma says of every slice: an answer's empty list is [].
func neverNull(schema *huma.Schema) {
	for _, property := range schema.Properties {
		for s := property; s != nil; s = s.Items {
			s.Nullable = false
		}
	}
}

// The docs page's data.
type (
	docsPage struct {
		Title, Version, Description string
		Groups                      []docsGroup
		Schemas                     []docsSchema
	}
	docsGroup struct {
		Name, Description string
		Operations        []docsOperation
	}
	docsOperation struct {
		ID, Method, Path, Summary, Description string
		Parameters                             []docsField
		Bodies                                 []docsBody
		Answers                                []docsAnswer
	}
	docsField  struct{ Name, In, Type, Ref, Doc string }
	docsBody   struct{ MediaType, Schema string }
	docsAnswer struct {
		Status, Doc string
		Bodies      []docsBody
	}
	docsSchema struct {
		Name   string
		Fields []docsField
	}
)

func docsOf(api *huma.OpenAPI) docsPage {
	page := docsPage{Title: api.Info.Title, Version: api.Info.Version, Description: api.Info.Description}
	for _, tag := range api.Tags {
		page.Groups = append(page.Groups, docsGroup{tag.Name, tag.Description, operationsOf(api, tag.Name)})
	}
	schemas := api.Components.Schemas.Map()
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		page.Schemas = append(page.Schemas, docsSchema{name, fieldsOf(schemas[name])})
	}
	return page
}

func operationsOf(api *huma.OpenAPI, tag string) []docsOperation {
	var operations []docsOperation
	for _, path := range slices.Sorted(maps.Keys(api.Paths)) {
		item := api.Paths[path]
		for _, o := range []*huma.Operation{item.Get, item.Post, item.Delete} {
			if o != nil && slices.Contains(o.Tags, tag) {
				operations = append(operations, operationOf(o))
			}
		}
	}
	return operations
}

func operationOf(o *huma.Operation) docsOperation {
	d := docsOperation{ID: o.OperationID, Method: o.Method, Path: o.Path, Summary: o.Summary, Description: o.Description}
	for _, p := range o.Parameters {
		t, _ := typeOf(p.Schema)
		d.Parameters = append(d.Parameters, docsField{Name: p.Name, In: p.In, Type: t, Doc: p.Description})
	}
	if o.RequestBody != nil {
		d.Bodies = bodiesOf(o.RequestBody.Content)
	}
	for _, status := range slices.Sorted(maps.Keys(o.Responses)) {
		r := o.Responses[status]
		d.Answers = append(d.Answers, docsAnswer{status, r.Description, bodiesOf(r.Content)})
	}
	return d
}

func bodiesOf(content map[string]*huma.MediaType) []docsBody {
	var bodies []docsBody
	for _, mediaType := range slices.Sorted(maps.Keys(content)) {
		_, ref := typeOf(content[mediaType].Schema)
		bodies = append(bodies, docsBody{mediaType, ref})
	}
	return bodies
}

func fieldsOf(schema *huma.Schema) []docsField {
	var fields []docsField
	for _, name := range slices.Sorted(maps.Keys(schema.Properties)) {
		p := schema.Properties[name]
		t, ref := typeOf(p)
		fields = append(fields, docsField{Name: name, Type: t, Ref: ref, Doc: p.Description})
	}
	return fields
}

// typeOf is a schema's type in words, and the schema that it refers to.
func typeOf(s *huma.Schema) (words, ref string) {
	switch {
	case s == nil:
		return "", ""
	case s.Ref != "":
		return "", s.Ref[strings.LastIndex(s.Ref, "/")+1:]
	case s.Items != nil:
		words, ref = typeOf(s.Items)
		return strings.TrimSpace("list of " + words), ref
	}
	words = cmp.Or(s.Format, s.Type)
	if len(s.Enum) > 0 {
		words = strings.Trim(fmt.Sprint(s.Enum), "[]")
	}
	if s.Default != nil {
		words += fmt.Sprintf(", default %v", s.Default)
	}
	return words, ""
}
