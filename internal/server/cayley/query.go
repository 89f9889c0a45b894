package cayley

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime"

	"github.com/danielgtaylor/huma/v2"

	"graphd/internal/graph/query"
	"graphd/internal/graph/queryplan"
	"graphd/internal/server/apidoc"
	"graphd/internal/server/queryapi"
	"graphd/internal/server/web"
)

// defaultRows is Cayley's number of rows for requests without a limit, which its clients rely on.
const defaultRows = 100

type queryV2Request struct {
	queryapi.RowsRequest
	Lang  string `query:"lang" default:"gizmo" doc:"gizmo, graphql or mql"`
	Query string `query:"qu" doc:"The query"`
}

// QueryV2 runs a query in the URL.
func (h *Handlers) QueryV2(ctx context.Context, in *queryV2Request) (*web.Reply, error) {
	return h.answer(ctx, &in.RowsRequest, in.Lang, func() (string, error) { return in.Query, nil })
}

type queryV2Body struct {
	web.Payload
	queryapi.RowsRequest
	Lang string `query:"lang" default:"gizmo" doc:"gizmo, graphql or mql"`
}

// QueryV2Post runs a query in the body.
func (h *Handlers) QueryV2Post(ctx context.Context, in *queryV2Body) (*web.Reply, error) {
	return h.answer(ctx, &in.RowsRequest, in.Lang, func() (string, error) { return h.queryText(&in.Payload) })
}

type queryV1Request struct {
	web.Payload
	queryapi.RowsRequest
	Lang string `path:"lang" doc:"gizmo, graphql or mql"`
}

// QueryV1 runs a query in the body by version 1 of the API.
func (h *Handlers) QueryV1(ctx context.Context, in *queryV1Request) (*web.Reply, error) {
	return h.answer(ctx, &in.RowsRequest, in.Lang, func() (string, error) { return h.queryText(&in.Payload) })
}

// queryText returns the query in a body. Some of Cayley's clients send it as a JSON string.
func (h *Handlers) queryText(b *web.Payload) (string, error) {
	content, err := b.ReadAll(h.MaxQuery)
	if err != nil {
		return "", err
	}
	var text string
	if mediaType, _, _ := mime.ParseMediaType(b.MediaType()); mediaType == "application/json" && json.Unmarshal(content, &text) == nil {
		return text, nil
	}
	return string(content), nil
}

// languageOf returns the query language with a name. Gizmo was once named gremlin.
func languageOf(name string) string {
	if name == "gremlin" {
		return query.Gizmo
	}
	return name
}

// cayleyResult documents the response to a query.
type cayleyResult struct {
	Result   []any             `json:"result,omitempty" nullable:"true" doc:"The rows; null without rows"`
	Data     any               `json:"data,omitempty" doc:"The data of a query in Cayley's GraphQL, instead of result"`
	Complete bool              `json:"complete" doc:"Whether these are all rows"`
	Reason   string            `json:"reason,omitempty" doc:"Why not"`
	Next     string            `json:"next,omitempty" doc:"Cursor of the rows that follow, in the same version of the graph"`
	Error    string            `json:"error,omitempty" doc:"What ended the query after its first rows"`
	Profile  *queryplan.Report `json:"profile,omitempty" doc:"The plan with the rows and the time of each step, if requested"`
	Explain  *queryplan.Report `json:"explain,omitempty" doc:"The plan of a query that was not run"`
}

const jsonldType = "application/ld+json"

// choose returns the format of the reply, and whether its values are written as in JSON-LD. Cayley's clients get JSON
// whichever media types they accept.
func choose(p web.Preference) (f web.ListFormat, jsonLD bool) {
	f, err := p.Choose()
	if err != nil {
		f = web.JSON
	}
	return f, p.Format == "" && p.Accept != "" && web.Weight(p.Accept, jsonldType) > web.Weight(p.Accept, "application/json")
}

// answer runs the query that read returns. Errors of queries in Cayley's GraphQL also have GraphQL's form.
func (h *Handlers) answer(ctx context.Context, in *queryapi.RowsRequest, language string, read func() (string, error)) (*web.Reply, error) {
	text, err := read()
	if err == nil && text == "" {
		err = fmt.Errorf("%w: it is empty", query.ErrInvalid)
	}
	var reply *web.Reply
	if err == nil {
		reply, err = h.run(ctx, in, languageOf(language), text)
	}
	if err != nil && language == query.CayleyQL {
		err = graphqlQueryError{err}
	}
	return reply, err
}

func (h *Handlers) run(ctx context.Context, in *queryapi.RowsRequest, language, text string) (*web.Reply, error) {
	f, jsonLD := choose(in.Preference)
	request := query.Request{Language: language, Text: text, Limit: cmp.Or(in.Limit, defaultRows), Linked: jsonLD}
	execution, err := h.Runner.Start(ctx, in, request)
	switch {
	case err != nil:
		return nil, err
	case in.Explain || f != web.JSON:
		execution.Spread = language == query.CayleyQL
		return execution.Reply(f, "result", "null")
	case language == query.CayleyQL:
		return execution.Stream(f.MediaType(), execution.WriteData), nil
	}
	mediaType := f.MediaType()
	if jsonLD {
		mediaType = jsonldType
	}
	return execution.Stream(mediaType, func(w io.Writer) error { return execution.WriteList(w, "result", "null") }), nil
}

// QueryResponses documents the rows of a query in their formats.
func QueryResponses(op *huma.Operation, schemas huma.Registry) {
	apidoc.JSON(cayleyResult{}, web.OtherMediaTypes()...)(op, schemas)
	content := op.Responses["200"].Content
	content[jsonldType] = content["application/json"]
}
