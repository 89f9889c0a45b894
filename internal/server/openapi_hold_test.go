package server_test

import (
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// specimen is an OpenAPI document that requests and responses are validated against. Bodies are validated by JSON Schema
// 2020-12, which OpenAPI 3.1 uses.
type specimen struct {
	document *openapi3.T
	router   routers.Router
	schemas  *jsonschema.Compiler
	one      *sync.Mutex // compiles at a time
}

const specURL = "https://graphd.test/openapi.json"

func newSpecimen(t *testing.T, text string) specimen {
	t.Helper()
	document, err := openapi3.NewLoader().LoadFromData([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(document.OpenAPI, "3.1") {
		t.Errorf("version %s", document.OpenAPI)
	}
	if err := document.Validate(t.Context(), openapi3.IsOpenAPI31OrLater()); err != nil {
		t.Fatal(err)
	}
	s := specimen{document: document, schemas: jsonschema.NewCompiler(), one: &sync.Mutex{}}
	if s.router, err = legacy.NewRouter(document); err != nil {
		t.Fatal(err)
	}
	tree, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	s.schemas.DefaultDraft(jsonschema.Draft2020)
	if err := s.schemas.AddResource(specURL, tree); err != nil {
		t.Fatal(err)
	}
	return s
}

// hold makes a call, repeats it with the ETag of the response, and returns the declared responses that it got.
func (s specimen) hold(t *testing.T, c *client, call call) (statuses []string) {
	request, err := http.NewRequest(call.method, call.path, strings.NewReader(call.body))
	if err != nil {
		t.Fatal(err)
	}
	var header []string
	if call.mediaType != "" {
		request.Header.Set("Content-Type", call.mediaType)
		header = []string{"Content-Type", call.mediaType}
	}
	route, parameters := s.find(call)
	if route == nil {
		t.Fatalf("%s %s is not %s", call.method, call.path, call.operation)
	}
	if call.status < http.StatusBadRequest {
		s.holdRequest(t, request, route, parameters, call)
	}
	got := c.do(call.method, call.path, call.body, header...)
	if got.status != call.status {
		t.Fatalf("%+v", got)
	}
	statuses = append(statuses, s.holdAnswer(t, route, got))
	if tag := got.header.Get("ETag"); tag != "" {
		again := c.do(call.method, call.path, call.body, append(header, "If-None-Match", tag)...)
		if again.status != http.StatusNotModified || again.body != "" {
			t.Errorf("with its ETag: %+v", again)
		}
		statuses = append(statuses, s.holdAnswer(t, route, again))
	}
	return statuses
}

// find returns the operation of a call, or nil. A saved query has two: its own, and the generic one.
func (s specimen) find(r call) (*routers.Route, map[string]string) {
	request, err := http.NewRequest(r.method, r.path, nil)
	if err != nil {
		return nil, nil
	}
	route, parameters, err := s.router.FindRoute(request)
	if err != nil {
		return nil, nil
	}
	const anySaved = "/api/v1/queries/{name}"
	if item := s.document.Paths.Value(anySaved); route.Operation.OperationID != r.operation && path.Dir(route.Path) == path.Dir(anySaved) {
		parameters = map[string]string{"name": path.Base(route.Path)}
		route = &routers.Route{Spec: s.document, Server: route.Server, Path: anySaved, PathItem: item, Method: r.method, Operation: item.GetOperation(r.method)}
	}
	if route.Operation.OperationID != r.operation {
		return nil, nil
	}
	return route, parameters
}

func (s specimen) holdRequest(t *testing.T, r *http.Request, route *routers.Route, parameters map[string]string, call call) {
	input := &openapi3filter.RequestValidationInput{
		Request: r, Route: route, PathParams: parameters, Options: &openapi3filter.Options{ExcludeRequestBody: true},
	}
	if err := openapi3filter.ValidateRequest(t.Context(), input); err != nil {
		t.Errorf("request: %v", err)
	}
	declared := route.Operation.Parameters
	for name := range r.URL.Query() {
		named := func(p *openapi3.ParameterRef) bool {
			return p.Value.Name == name || p.Value.Schema.Value.Type.Is("object")
		}
		if !slices.ContainsFunc(declared, named) {
			t.Errorf("request: the parameter %s is not declared", name)
		}
	}
	mediaType, _, _ := strings.Cut(call.mediaType, ";")
	if mediaType == "" {
		return
	}
	if route.Operation.RequestBody.Value.Content[mediaType] == nil {
		t.Errorf("request: the media type %s is not declared", mediaType)
	}
	if mediaType == "application/json" {
		s.holdJSON(t, "request", call.body, s.at(route, "requestBody", "content", mediaType, "schema"))
	}
}

func (s specimen) holdAnswer(t *testing.T, route *routers.Route, got answer) (status string) {
	status = strconv.Itoa(got.status)
	response := route.Operation.Responses.Value(status)
	if response == nil && got.status >= http.StatusBadRequest {
		status = "default"
		response = route.Operation.Responses.Value(status)
	}
	if response == nil {
		t.Fatalf("the answer %d is not declared", got.status)
	}
	if got.body == "" && len(response.Value.Content) == 0 {
		return status
	}
	mediaType, _, _ := strings.Cut(got.header.Get("Content-Type"), ";")
	if response.Value.Content[mediaType] == nil {
		t.Fatalf("the media type %q of the answer %s is not declared", mediaType, status)
	}
	for name := range response.Value.Headers {
		if header := response.Value.Headers[name].Value; header.Required && got.header.Get(name) == "" {
			t.Errorf("the header %s is missing", name)
		}
	}
	if mediaType == "application/json" || strings.HasSuffix(mediaType, "+json") && mediaType != "application/stream+json" {
		s.holdJSON(t, "answer", got.body, s.at(route, "responses", status, "content", mediaType, "schema"))
	}
	return status
}

// at returns the JSON pointer of a part of an operation in the document.
func (s specimen) at(route *routers.Route, steps ...string) string {
	address := specURL + "#"
	for _, step := range append([]string{"paths", route.Path, strings.ToLower(route.Method)}, steps...) {
		step = strings.NewReplacer("~", "~0", "/", "~1").Replace(step)
		address += "/" + strings.NewReplacer("{", "%7B", "}", "%7D").Replace(step)
	}
	return address
}

func (s specimen) holdJSON(t *testing.T, what, text, schema string) {
	compiled, err := s.compiled(schema)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if err := compiled.Validate(value); err != nil {
		t.Errorf("%s: %v\n%s", what, err, text)
	}
}

func (s specimen) compiled(schema string) (*jsonschema.Schema, error) {
	s.one.Lock()
	defer s.one.Unlock()
	return s.schemas.Compile(schema)
}
