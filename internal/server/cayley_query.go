package server

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"

	"graphd/internal/graph"
	"graphd/internal/graph/plan"
)

// Cayley's usual number of rows, which its clients count on.
const cayleyRows = 100

type queryV2Request struct {
	RowsRequest
	Lang  string `query:"lang" default:"gizmo" doc:"gizmo, graphql or mql"`
	Query string `query:"qu" doc:"The query"`
}

func (s *Server) queryV2(ctx context.Context, in *queryV2Request) (*reply, error) {
	return s.answerCayley(ctx, &in.RowsRequest, in.Lang, in.Query)
}

type queryV2Body struct {
	body
	RowsRequest
	Lang string `query:"lang" default:"gizmo" doc:"gizmo, graphql or mql"`
}

func (s *Server) queryV2Post(ctx context.Context, in *queryV2Body) (*reply, error) {
	text, err := s.queryText(&in.body)
	if err != nil {
		return nil, err
	}
	return s.answerCayley(ctx, &in.RowsRequest, in.Lang, text)
}

type queryV1Request struct {
	body
	RowsRequest
	Lang string `path:"lang" doc:"gizmo, graphql or mql"`
}

func (s *Server) queryV1(ctx context.Context, in *queryV1Request) (*reply, error) {
	text, err := s.queryText(&in.body)
	if err != nil {
		return nil, err
	}
	return s.answerCayley(ctx, &in.RowsRequest, in.Lang, text)
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
		return graph.Gizmo
	}
	return name
}

// cayleyResult documents what a query answers.
type cayleyResult struct {
	Result   []any        `json:"result,omitempty" nullable:"true" doc:"The rows; null where there are none"`
	Data     any          `json:"data,omitempty" doc:"The answer of GraphQL, instead of result"`
	Complete bool         `json:"complete" doc:"Whether these are all rows"`
	Reason   string       `json:"reason,omitempty" doc:"Why not"`
	Next     string       `json:"next,omitempty" doc:"The cursor of the rows after these, of the same state of the graph"`
	Error    string       `json:"error,omitempty" doc:"What ended the query after its first rows"`
	Profile  *plan.Report `json:"profile,omitempty" doc:"The plan with rows and time of each step, where it was asked for"`
	Explain  *plan.Report `json:"explain,omitempty" doc:"The plan of a query that was not run"`
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

func (s *Server) answerCayley(ctx context.Context, in *RowsRequest, language, text string) (*reply, error) {
	if text == "" {
		return nil, fmt.Errorf("%w: there is none", graph.ErrQuery)
	}
	f, linked := in.chooseCayley()
	request := graph.Request{Language: languageOf(language), Text: text, Limit: cmp.Or(in.Limit, cayleyRows), Linked: linked}
	rows, err := s.ask(ctx, in, request)
	if err != nil {
		return nil, err
	}
	if request.Language == graph.GraphQL {
		if f == formatJSON && !in.Explain {
			return &reply{Body: s.stream(http.StatusOK, f.mediaType(), func(w io.Writer) error { return rows.writeData(w) })}, nil
		}
		rows.spread = true
	}
	return s.answerRows(f, rows, "result", "null")
}
