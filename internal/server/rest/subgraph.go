package rest

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
	"graphd/internal/server/web"
)

// Errors of the format of a subgraph.
var (
	ErrSubgraphFormat = errors.New("no such format of subgraphs")           // by its name
	ErrSubgraphAccept = errors.New("no acceptable media type of subgraphs") // by the Accept header
)

type subgraphRequest struct {
	api.SubgraphQuery
	web.Condition
	Accept string `header:"Accept" hidden:"true"`
}

type subgraphPost struct {
	web.Payload
	Accept string `header:"Accept" hidden:"true"`
}

// maxSubgraphBody is the largest request for a subgraph in bytes; chosen by hand.
const maxSubgraphBody = 1 << 20

// GetSubgraph returns a subgraph selected by the query parameters.
func (h *API) GetSubgraph(ctx context.Context, in *subgraphRequest) (*subgraphReply, error) {
	return h.subgraph(ctx, in.SubgraphQuery, in.Condition, in.Accept)
}

// PostSubgraph returns a subgraph selected by a JSON body.
func (h *API) PostSubgraph(ctx context.Context, in *subgraphPost) (*subgraphReply, error) {
	text, err := in.ReadAll(maxSubgraphBody)
	if err != nil {
		return nil, err
	}
	var q api.SubgraphQuery
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&q); err != nil {
		return nil, web.BodyError("JSON", err)
	}
	reply, err := h.subgraph(ctx, q, web.Condition{}, in.Accept)
	if err != nil {
		return nil, err
	}
	reply.ETag = "" // an ETag belongs to a URL
	return reply, nil
}

// subgraphReply is a subgraph in the format that the client prefers.
type subgraphReply struct {
	ETag        string `header:"ETag"`
	Disposition string `header:"Content-Disposition" doc:"A name for the file"`
	Complete    string `header:"Graphd-Complete" doc:"Whether nothing was left out: true or false"`
	Body        func(huma.Context)
}

func (h *API) subgraph(ctx context.Context, q api.SubgraphQuery, c web.Condition, accept string) (*subgraphReply, error) {
	f, err := subgraphFormat(q.Format, accept)
	if err != nil {
		return nil, err
	}
	slot, err := h.QueryGate.Enter(ctx)
	if err != nil {
		return nil, err
	}
	defer slot.Leave()
	g, err := h.readSubgraph(slot.Context(), q)
	if err != nil {
		return nil, slot.Err(err)
	}
	text, err := h.Web.Encode(func(w io.Writer) error { return f.Write(w, g) })
	if err != nil {
		return nil, err
	}
	tag, body := h.Web.Send(c, f.MediaType, text)
	return &subgraphReply{
		ETag:        tag,
		Disposition: fmt.Sprintf(`inline; filename="subgraph%s"`, f.Extension),
		Complete:    web.CompleteHeader(g.Complete),
		Body:        body,
	}, nil
}

// readSubgraph selects the subgraph from one snapshot.
func (h *API) readSubgraph(ctx context.Context, q api.SubgraphQuery) (subgraph.Subgraph, error) {
	snapshot, err := h.Store.Snapshot()
	if err != nil {
		return subgraph.Subgraph{}, err
	}
	defer snapshot.Close()
	request, err := view.New(snapshot, h.Store.Base()).SubgraphSelection(ctx, q)
	if err != nil {
		return subgraph.Subgraph{}, err
	}
	return subgraph.Select(ctx, snapshot, request)
}

// subgraphFormat returns the format with this name or, without a name, the one that the Accept header prefers.
func subgraphFormat(name, accept string) (export.Format, error) {
	if name != "" {
		f, ok := export.ByName(name)
		if !ok {
			return f, fmt.Errorf("%q: %w: use one of %s", name, ErrSubgraphFormat, strings.Join(export.Names(), ", "))
		}
		return f, nil
	}
	var best export.Format
	bestWeight := 0.0
	for _, f := range export.Formats() {
		if w := web.Weight(accept, f.MediaType); w > bestWeight {
			best, bestWeight = f, w
		}
	}
	if bestWeight == 0 {
		var types []string
		for _, f := range export.Formats() {
			types = append(types, f.MediaType)
		}
		return best, fmt.Errorf("%q: %w: use one of %s", accept, ErrSubgraphAccept, strings.Join(types, ", "))
	}
	return best, nil
}

// SubgraphResponses documents the formats of a subgraph, and the body of a POST.
func SubgraphResponses(op *huma.Operation, schemas huma.Registry) {
	content := map[string]*huma.MediaType{}
	for _, f := range export.Formats() {
		schema := &huma.Schema{Type: huma.TypeString, Description: "For " + f.For}
		if strings.HasSuffix(f.MediaType, "json") {
			schema.Type = huma.TypeObject
		}
		content[f.MediaType] = &huma.MediaType{Schema: schema}
	}
	op.Responses["200"] = &huma.Response{Description: http.StatusText(http.StatusOK), Content: content}
	op.Description = "The part of the graph around some nodes, for a visualisation tool. If limits leave edges out, `complete` is false, " +
		"`reason` names the limits, and `omitted` of each node counts its missing edges. Ids are opaque. Literals are attributes; several values are joined with ` | `."
	if op.Method == http.MethodPost {
		op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			"application/json": {Schema: schemas.Schema(reflect.TypeFor[api.SubgraphQuery](), true, "SubgraphQuery")},
		}}
	}
}
