package rest

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"graphd/internal/graph/savedquery"
	"graphd/internal/server/apidoc"
	"graphd/internal/server/queryapi"
	"graphd/internal/server/web"
)

// SavedQueryPath is the route that runs any saved query.
const SavedQueryPath = "/api/v1/queries/{name}"

// savedQueryURL returns the URL that runs a saved query.
func savedQueryURL(saved savedquery.Definition) string { return "/api/v1/queries/" + saved.Name }

// SavedQueryResponses documents the parameters and the responses of a saved query.
func SavedQueryResponses(op *huma.Operation, schemas huma.Registry) {
	rowsResponses(op, schemas)
	op.RejectUnknownQueryParameters = false // each query checks its own
	explode := true
	op.Parameters = append(op.Parameters, &huma.Param{
		Name: "parameters", In: "query", Style: "form", Explode: &explode,
		Description: "The query's own parameters by name; /api/v1/queries declares them",
		Schema:      &huma.Schema{Type: huma.TypeObject, AdditionalProperties: &huma.Schema{Type: huma.TypeString}},
	})
}

// SavedQueryPostResponses documents the same with the parameters in the body.
func SavedQueryPostResponses(op *huma.Operation, schemas huma.Registry) {
	rowsResponses(op, schemas)
	op.RejectUnknownQueryParameters = false // the URL may have them too
	op.RequestBody = parametersBody(&huma.Schema{
		Type: huma.TypeObject, AdditionalProperties: &huma.Schema{}, Description: "The query's own parameters by name",
	}, false)
}

// rowsResponses documents a response of rows in its formats.
func rowsResponses(op *huma.Operation, schemas huma.Registry) {
	apidoc.JSON(queryapi.RowsPage{}, web.OtherMediaTypes()...)(op, schemas)
}

func parametersBody(schema *huma.Schema, required bool) *huma.RequestBody {
	return &huma.RequestBody{Required: required, Content: map[string]*huma.MediaType{
		"application/json": {Schema: schema}, web.URLEncodedForm: {Schema: schema},
	}}
}

// DescribeSavedQueries adds to api an operation for each saved query, with the parameters that it declares.
func DescribeSavedQueries(api *huma.OpenAPI, queries *savedquery.Catalog, tag string) {
	template := api.Paths[SavedQueryPath]
	for _, saved := range queries.List() {
		get, post := savedQueryOperation(*template.Get, saved, tag), savedQueryOperation(*template.Post, saved, tag)
		for _, p := range saved.Params {
			get.Parameters = append(get.Parameters, urlParameter(p))
		}
		post.RequestBody = parametersBody(parametersSchema(saved), slices.ContainsFunc(saved.Params, func(p savedquery.Param) bool { return p.Required }))
		api.Paths[savedQueryURL(saved)] = &huma.PathItem{Get: &get, Post: &post}
	}
}

// savedQueryOperation returns op, which runs any saved query, for one of them.
func savedQueryOperation(op huma.Operation, saved savedquery.Definition, tag string) huma.Operation {
	op.OperationID += "-" + saved.Name
	op.Path, op.Tags, op.Summary, op.Description = savedQueryURL(saved), []string{tag}, saved.Title, saved.Description
	op.Responses = maps.Clone(op.Responses)
	delete(op.Responses, strconv.Itoa(http.StatusNotFound)) // the query exists
	op.Parameters = slices.DeleteFunc(slices.Clone(op.Parameters), func(p *huma.Param) bool {
		return p.In == "path" || p.Name == "parameters"
	})
	return op
}

// urlParameter documents a parameter of a saved query in the URL.
func urlParameter(p savedquery.Param) *huma.Param {
	param := &huma.Param{Name: p.Name, In: "query", Description: p.Description, Required: p.Required, Schema: parameterSchema(p)}
	if p.List {
		explode := true
		param.Style, param.Explode = "form", &explode
	}
	return param
}

// parametersSchema returns the schema of a query's parameters as one object.
func parametersSchema(saved savedquery.Definition) *huma.Schema {
	schema := &huma.Schema{Type: huma.TypeObject, Properties: map[string]*huma.Schema{}, AdditionalProperties: false}
	for _, p := range saved.Params {
		property := parameterSchema(p)
		property.Description, property.Nullable = p.Description, !p.Required
		schema.Properties[p.Name] = property
		if p.Required {
			schema.Required = append(schema.Required, p.Name)
		}
	}
	return schema
}

// decodedSchema returns parametersSchema as decoded JSON.
func decodedSchema(saved savedquery.Definition) (schema map[string]any) {
	text, err := json.Marshal(parametersSchema(saved))
	if err == nil {
		err = json.Unmarshal(text, &schema)
	}
	if err != nil {
		return nil
	}
	return schema
}

// parameterSchema returns the schema of a parameter's value.
func parameterSchema(p savedquery.Param) *huma.Schema {
	one := valueSchemas[p.Type]
	if !p.List {
		if len(p.Default) > 0 {
			one.Default = jsonValue(p.Type, p.Default[0])
		}
		return &one
	}
	list := &huma.Schema{Type: huma.TypeArray, Items: &one}
	if len(p.Default) > 0 {
		values := make([]any, len(p.Default))
		for i, text := range p.Default {
			values[i] = jsonValue(p.Type, text)
		}
		list.Default = values
	}
	return list
}

// valueSchemas holds the schema of each type of parameters.
var valueSchemas = map[savedquery.ParamType]huma.Schema{
	savedquery.ParamIRI:    {Type: huma.TypeString, Format: "iri"},
	savedquery.ParamString: {Type: huma.TypeString},
	savedquery.ParamInt:    {Type: huma.TypeInteger, Format: "int64"},
	savedquery.ParamFloat:  {Type: huma.TypeNumber, Format: "double"},
	savedquery.ParamDate:   {Type: huma.TypeString, Pattern: `^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T.+)?)?)?$`, Examples: []any{"2020-07-21"}},
	savedquery.ParamBool:   {Type: huma.TypeBoolean},
}

// jsonValue returns a declared value of type t as encoding/json would decode it.
func jsonValue(t savedquery.ParamType, text string) any {
	var value any
	var err error
	switch t {
	case savedquery.ParamInt:
		value, err = strconv.ParseInt(text, 10, 64)
	case savedquery.ParamFloat:
		value, err = strconv.ParseFloat(text, 64)
	case savedquery.ParamBool:
		value, err = strconv.ParseBool(text)
	default:
		return text
	}
	if err != nil {
		return nil
	}
	return value
}
