package server

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"graphd/internal/graph/query"
	"graphd/internal/graph/queryplan"
)

// Cayley's usual number of rows, which its clients count on.
const cayleyRows = 100

type queryV2Request struct {
	RowsRequest
	Lang  string `query:"lang" default:"gizmo" doc:"gizmo, graphql or mql"`
	Query string `query:"qu" doc:"The query"`
}

func (s *Server) queryV2(ctx context.Context, in *queryV2Request) (*reply, error) {
	return s.answerCayley(ctx, &in.RowsRequest, in.Lang, func() (string, error) { return in.Query, nil })
}

type queryV2Body struct {
	body
	RowsRequest
	Lang string `query:"lang" default:"gizmo" doc:"gizmo, graphql or mql"`
}

func (s *Server) queryV2Post(ctx context.Context, in *queryV2Body) (*reply, error) {
	return s.answerCayley(ctx, &in.RowsRequest, in.Lang, func() (string, error) { return s.queryText(&in.body) })
}

type queryV1Request struct {
	body
	RowsRequest
	Lang string `path:"lang" doc:"gizmo, graphql or mql"`
}

func (s *Server) queryV1(ctx context.Context, in *queryV1Request) (*reply, error) {
	return s.answerCayley(ctx, &in.RowsRequest, in.Lang, func() (string, error) { return s.queryText(&in.body) })
}

// queryText is the query in a body. Some of Cayley's clients send it as a JSON string.
func (s *Server) queryText(b *body) (string, error) {
	content, err := b.all(s.limits.Query)
	if err != nil {
		return "", err
	}
	var text string
	if mediaType, _, _ := mime.ParseMediaType(b.mediaType); mediaType == "application/json" && json.Unmarshal(content, &text) == nil {
		return text, nil
	}
	return string(content), nil
}

// languageOf knows the name that Gizmo had once.
func languageOf(name string) string {
	if name == "gremlin" {
		return query.Gizmo
	}
	return name
}

// cayleyResult documents what a query answers.
type cayleyResult struct {
	Result   []any             `json:"result,omitempty" nullable:"true" doc:"The rows; null where there are none"`
	Data     any               `json:"data,omitempty" doc:"The answer of GraphQL, instead of result"`
	Complete bool              `json:"complete" doc:"Whether these are all rows"`
	Reason   string            `json:"reason,omitempty" doc:"Why not"`
	Next     string            `json:"next,omitempty" doc:"The cursor of the rows after these, of the same state of the graph"`
	Error    string            `json:"error,omitempty" doc:"What ended the query after its first rows"`
	Profile  *queryplan.Report `json:"profile,omitempty" doc:"The plan with rows and time of each step, where it was asked for"`
	Explain  *queryplan.Report `json:"explain,omitempty" doc:"The plan of a query that was not run"`
}

const jsonldType = "application/ld+json"

// chooseCayley is the form of an answer to one of Cayley's clients, who get JSON whatever else they would accept, and
// whether its values are JSON-LD's.
func (p Preference) chooseCayley() (f format, linked bool) {
	f, err := p.choose()
	if err != nil {
		f = formatJSON
	}
	return f, p.Format == "" && p.Accept != "" && weight(p.Accept, jsonldType) > weight(p.Accept, "application/json")
}

// answerCayley answers the query that take reads. Its errors have GraphQL's form too, where that is the language.
func (s *Server) answerCayley(ctx context.Context, in *RowsRequest, language string, take func() (string, error)) (*reply, error) {
	text, err := take()
	if err == nil && text == "" {
		err = fmt.Errorf("%w: there is none", query.ErrInvalid)
	}
	var answer *reply
	if err == nil {
		answer, err = s.runCayley(ctx, in, languageOf(language), text)
	}
	if err != nil && language == query.CayleyQL {
		err = graphqlFault{err}
	}
	return answer, err
}

func (s *Server) runCayley(ctx context.Context, in *RowsRequest, language, text string) (*reply, error) {
	f, linked := in.chooseCayley()
	request := query.Request{Language: language, Text: text, Limit: cmp.Or(in.Limit, cayleyRows), Linked: linked}
	rows, err := s.ask(ctx, in, request)
	switch {
	case err != nil:
		return nil, err
	case in.Explain || f != formatJSON:
		rows.spread = language == query.CayleyQL
		return s.answerRows(f, rows, "result", "null")
	case language == query.CayleyQL:
		return s.streamed(f, rows.writeData), nil
	}
	mediaType := f.mediaType()
	if linked {
		mediaType = jsonldType
	}
	return &reply{Body: s.stream(http.StatusOK, mediaType, func(w io.Writer) error { return rows.writeList(w, "result", "null") })}, nil
}

// cayleyAnswers documents an answer of rows in its forms.
func cayleyAnswers(op *huma.Operation, schemas huma.Registry) {
	answers(cayleyResult{}, rowTypes()...)(op, schemas)
	content := op.Responses["200"].Content
	content[jsonldType] = content["application/json"]
}
