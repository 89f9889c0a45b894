package apidoc

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// The data of the documentation page.
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
	docsField struct {
		Name, In, Type, Ref, Doc, Example string
		Enum                              []string
		Required                          bool
	}
	docsBody   struct{ MediaType, Schema, Example string }
	docsAnswer struct {
		Status, Doc string
		Bodies      []docsBody
	}
	docsSchema struct {
		Name, Doc, Example string
		Fields             []docsField
	}
)

// pageOf returns the data of the documentation page.
func pageOf(api *huma.OpenAPI) docsPage {
	page := docsPage{Title: api.Info.Title, Version: api.Info.Version, Description: api.Info.Description}
	for _, tag := range api.Tags {
		page.Groups = append(page.Groups, docsGroup{tag.Name, tag.Description, operationsOf(api, tag.Name)})
	}
	examples := exampleMaker{api.Components.Schemas}
	schemas := api.Components.Schemas.Map()
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		schema := schemas[name]
		page.Schemas = append(page.Schemas, docsSchema{name, schema.Description, examples.text(schema), fieldsOf(schema)})
	}
	return page
}

// operationsOf returns the operations with a tag by path, then by method.
func operationsOf(api *huma.OpenAPI, tag string) []docsOperation {
	var operations []docsOperation
	for _, path := range slices.Sorted(maps.Keys(api.Paths)) {
		item := api.Paths[path]
		for _, o := range []*huma.Operation{item.Get, item.Post, item.Delete} {
			if o != nil && slices.Contains(o.Tags, tag) {
				operations = append(operations, operationOf(api, o))
			}
		}
	}
	return operations
}

func operationOf(api *huma.OpenAPI, o *huma.Operation) docsOperation {
	d := docsOperation{ID: o.OperationID, Method: o.Method, Path: o.Path, Summary: o.Summary, Description: o.Description}
	for _, p := range o.Parameters {
		f := fieldOf(p.Name, p.Schema)
		f.In, f.Required, f.Doc = p.In, p.Required, p.Description
		if p.Example != nil {
			f.Example = fmt.Sprint(p.Example)
		}
		d.Parameters = append(d.Parameters, f)
	}
	if o.RequestBody != nil {
		d.Bodies = bodiesOf(api, o.RequestBody.Content)
	}
	for _, status := range slices.Sorted(maps.Keys(o.Responses)) {
		r := o.Responses[status]
		d.Answers = append(d.Answers, docsAnswer{status, r.Description, bodiesOf(api, r.Content)})
	}
	return d
}

func bodiesOf(api *huma.OpenAPI, content map[string]*huma.MediaType) []docsBody {
	var bodies []docsBody
	for _, mediaType := range slices.Sorted(maps.Keys(content)) {
		body := content[mediaType]
		_, ref := typeOf(body.Schema)
		bodies = append(bodies, docsBody{mediaType, ref, exampleMaker{api.Components.Schemas}.ofBody(body)})
	}
	return bodies
}

func fieldsOf(schema *huma.Schema) []docsField {
	var fields []docsField
	for _, name := range slices.Sorted(maps.Keys(schema.Properties)) {
		f := fieldOf(name, schema.Properties[name])
		f.Required = slices.Contains(schema.Required, name)
		fields = append(fields, f)
	}
	return fields
}

func fieldOf(name string, schema *huma.Schema) docsField {
	f := docsField{Name: name}
	if schema == nil {
		return f
	}
	f.Type, f.Ref = typeOf(schema)
	f.Doc = schema.Description
	for _, member := range schema.Enum {
		f.Enum = append(f.Enum, fmt.Sprint(member))
	}
	if len(schema.Examples) > 0 {
		f.Example = fmt.Sprint(schema.Examples[0])
	}
	return f
}

// typeOf returns a description of a schema's type and the name of the schema that it refers to, either of which may be "".
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
	words = s.Type
	if s.Type == huma.TypeString {
		words = cmp.Or(s.Format, s.Type)
	}
	if len(s.Enum) > 0 {
		words = strings.Join(strings.Fields(strings.Trim(fmt.Sprint(s.Enum), "[]")), " | ")
	}
	if s.Minimum != nil {
		words += fmt.Sprintf(", from %v", *s.Minimum)
	}
	if s.Maximum != nil {
		words += fmt.Sprintf(", to %v", *s.Maximum)
	}
	if s.Default != nil {
		words += fmt.Sprintf(", default %v", s.Default)
	}
	return words, ""
}
