package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"graphd/api"
	"graphd/internal/graph/subgraph"
	"graphd/internal/graph/subgraph/export"
	"graphd/internal/graph/view"
)

// errFormat says that a subgraph was asked for in a form that it cannot have.
var errFormat = errors.New("no such format of subgraphs")

// errForms says that Accept names no form of a subgraph.
var errForms = errors.New("no acceptable form of a subgraph")

type subgraphRequest struct {
	api.SubgraphQuery
	Condition
	Accept string `header:"Accept" hidden:"true"`
}

type subgraphPost struct {
	body
	Accept string `header:"Accept" hidden:"true"`
}

// mostSubgraphBody is how many bytes a request for a subgraph may have.
const mostSubgraphBody = 1 << 20

func (s *Server) getSubgraph(ctx context.Context, in *subgraphRequest) (*subgraphReply, error) {
	return s.subgraph(ctx, in.SubgraphQuery, in.Condition, in.Accept)
}

func (s *Server) postSubgraph(ctx context.Context, in *subgraphPost) (*subgraphReply, error) {
	text, err := in.all(mostSubgraphBody)
	if err != nil {
		return nil, err
	}
	var q api.SubgraphQuery
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&q); err != nil {
		return nil, bodyError("JSON", err)
	}
	answer, err := s.subgraph(ctx, q, Condition{}, in.Accept)
	if err != nil {
		return nil, err
	}
	answer.ETag = "" // which is for answers that can be asked for again by their address
	return answer, nil
}

// subgraphReply is a subgraph in the form that was asked for.
type subgraphReply struct {
	ETag        string `header:"ETag"`
	Disposition string `header:"Content-Disposition" doc:"A name for the file"`
	Complete    string `header:"Graphd-Complete" doc:"Whether nothing was left out: true or false"`
	Body        func(huma.Context)
}

func (s *Server) subgraph(ctx context.Context, q api.SubgraphQuery, c Condition, accept string) (*subgraphReply, error) {
	f, err := subgraphFormat(q.Format, accept)
	if err != nil {
		return nil, err
	}
	slot, err := s.queryGate.Enter(ctx)
	if err != nil {
		return nil, err
	}
	defer slot.Leave()
	g, err := s.readSubgraph(slot.Context(), q)
	if err != nil {
		return nil, slot.Err(err)
	}
	text, err := s.encode(func(w io.Writer) error { return f.Write(w, g) })
	if err != nil {
		return nil, err
	}
	tag, body := s.send(c, f.MediaType, text)
	return &subgraphReply{
		ETag:        tag,
		Disposition: fmt.Sprintf(`inline; filename="subgraph%s"`, f.Extension),
		Complete:    completeHeader(g.Complete),
		Body:        body,
	}, nil
}

// readSubgraph reads all of it from one snapshot.
func (s *Server) readSubgraph(ctx context.Context, q api.SubgraphQuery) (subgraph.Subgraph, error) {
	snapshot, err := s.store.Snapshot()
	if err != nil {
		return subgraph.Subgraph{}, err
	}
	defer snapshot.Close()
	request, err := view.New(snapshot, s.store.Base()).SubgraphSelection(ctx, q)
	if err != nil {
		return subgraph.Subgraph{}, err
	}
	return subgraph.Select(ctx, snapshot, request)
}

// subgraphFormat is the format of this name, or without one what accept wants most.
func subgraphFormat(name, accept string) (export.Format, error) {
	if name != "" {
		f, ok := export.ByName(name)
		if !ok {
			return f, fmt.Errorf("%q: %w: there are %s", name, errFormat, strings.Join(export.Names(), ", "))
		}
		return f, nil
	}
	var best export.Format
	most := 0.0
	for _, f := range export.Formats() {
		if w := weight(accept, f.MediaType); w > most {
			best, most = f, w
		}
	}
	if most == 0 {
		var types []string
		for _, f := range export.Formats() {
			types = append(types, f.MediaType)
		}
		return best, fmt.Errorf("%q: %w: there are %s", accept, errForms, strings.Join(types, ", "))
	}
	return best, nil
}

// subgraphAnswers documents the forms of a subgraph.
func subgraphAnswers(op *huma.Operation, schemas huma.Registry) {
	content := map[string]*huma.MediaType{}
	for _, f := range export.Formats() {
		schema := &huma.Schema{Type: huma.TypeString, Description: "For " + f.For}
		if strings.HasSuffix(f.MediaType, "json") {
			schema.Type = huma.TypeObject
		}
		content[f.MediaType] = &huma.MediaType{Schema: schema}
	}
	op.Responses["200"] = &huma.Response{Description: http.StatusText(http.StatusOK), Content: content}
	op.Description = "The part of the graph around some nodes, for a visualisation tool. Where caps leave edges out, `complete` is false, " +
		"`reason` says why, and each node's `omitted` how many of its edges. Ids are opaque; literals are attributes, several joined with ` | `."
	if op.Method == http.MethodPost {
		op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			"application/json": {Schema: schemas.Schema(reflect.TypeFor[api.SubgraphQuery](), true, "SubgraphQuery")},
		}}
	}
}
