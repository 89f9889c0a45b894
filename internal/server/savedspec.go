package server

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"graphd/internal/graph/savedquery"
)

const anySaved = "/api/v1/queries/{name}"

func savedPath(saved savedquery.Definition) string { return "/api/v1/queries/" + saved.Name }

// savedAnswers documents what a saved query takes and answers.
func savedAnswers(op *huma.Operation, schemas huma.Registry) {
	rowsAnswers(op, schemas)
	op.RejectUnknownQueryParameters = false // each query checks its own
	explode := true
	op.Parameters = append(op.Parameters, &huma.Param{
		Name: "parameters", In: "query", Style: "form", Explode: &explode,
		Description: "The query's own parameters by their names; /api/v1/queries declares them",
		Schema:      &huma.Schema{Type: huma.TypeObject, AdditionalProperties: &huma.Schema{Type: huma.TypeString}},
	})
}

// savedPostAnswers documents the same with the parameters in the body.
func savedPostAnswers(op *huma.Operation, schemas huma.Registry) {
	rowsAnswers(op, schemas)
	op.RejectUnknownQueryParameters = false // they may stand there too
	op.RequestBody = parametersBody(&huma.Schema{
		Type: huma.TypeObject, AdditionalProperties: &huma.Schema{}, Description: "The query's own parameters by their names",
	}, false)
}

// rowsAnswers documents an answer of rows in its forms.
func rowsAnswers(op *huma.Operation, schemas huma.Registry) {
	answers(rowsPage{}, rowTypes()...)(op, schemas)
}

func parametersBody(schema *huma.Schema, required bool) *huma.RequestBody {
	return &huma.RequestBody{Required: required, Content: map[string]*huma.MediaType{
		"application/json": {Schema: schema}, formType: {Schema: schema},
	}}
}

// describeSaved adds an operation to the OpenAPI document for each saved query: with its own parameters, in place of
// those of any.
func (s *Server) describeSaved(api *huma.OpenAPI) {
	form := api.Paths[anySaved]
	for _, saved := range s.queries.List() {
		get, post := savedOperation(*form.Get, saved), savedOperation(*form.Post, saved)
		for _, p := range saved.Params {
			get.Parameters = append(get.Parameters, addressParam(p))
		}
		post.RequestBody = parametersBody(paramsSchema(saved), slices.ContainsFunc(saved.Params, func(p savedquery.Param) bool { return p.Required }))
		api.Paths[savedPath(saved)] = &huma.PathItem{Get: &get, Post: &post}
	}
}

// savedOperation is op for one query.
func savedOperation(op huma.Operation, saved savedquery.Definition) huma.Operation {
	op.OperationID += "-" + saved.Name
	op.Path, op.Tags, op.Summary, op.Description = savedPath(saved), []string{savedTag}, saved.Title, saved.Description
	op.Responses = maps.Clone(op.Responses)
	delete(op.Responses, strconv.Itoa(http.StatusNotFound)) // it is there
	op.Parameters = slices.DeleteFunc(slices.Clone(op.Parameters), func(p *huma.Param) bool {
		return p.In == "path" || p.Name == "parameters"
	})
	return op
}

func addressParam(p savedquery.Param) *huma.Param {
	param := &huma.Param{Name: p.Name, In: "query", Description: p.Description, Required: p.Required, Schema: paramSchema(p)}
	if p.List {
		explode := true
		param.Style, param.Explode = "form", &explode
	}
	return param
}

// paramsSchema is the schema of a query's parameters as one object.
func paramsSchema(saved savedquery.Definition) *huma.Schema {
	schema := &huma.Schema{Type: huma.TypeObject, Properties: map[string]*huma.Schema{}, AdditionalProperties: false}
	for _, p := range saved.Params {
		property := paramSchema(p)
		property.Description, property.Nullable = p.Description, !p.Required
		schema.Properties[p.Name] = property
		if p.Required {
			schema.Required = append(schema.Required, p.Name)
		}
	}
	return schema
}

// plainSchema is the same as JSON has it.
func plainSchema(saved savedquery.Definition) (schema map[string]any) {
	text, err := json.Marshal(paramsSchema(saved))
	if err == nil {
		err = json.Unmarshal(text, &schema)
	}
	if err != nil {
		return nil
	}
	return schema
}

// paramSchema is the schema of a parameter's value.
func paramSchema(p savedquery.Param) *huma.Schema {
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

// valueSchemas are the schemas of the types of parameters.
var valueSchemas = map[savedquery.ParamType]huma.Schema{
	savedquery.ParamIRI:    {Type: huma.TypeString, Format: "iri"},
	savedquery.ParamString: {Type: huma.TypeString},
	savedquery.ParamInt:    {Type: huma.TypeInteger, Format: "int64"},
	savedquery.ParamFloat:  {Type: huma.TypeNumber, Format: "double"},
	savedquery.ParamDate:   {Type: huma.TypeString, Pattern: `^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T.+)?)?)?$`, Examples: []any{"2020-07-21"}},
	savedquery.ParamBool:   {Type: huma.TypeBoolean},
}

// jsonValue is a value of a declaration, which fits its type, as JSON has it.
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
