package cayley

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"github.com/cayleygraph/quad"
	"github.com/danielgtaylor/huma/v2"

	"graphd/internal/graph/query"
	"graphd/internal/graph/view"
	"graphd/internal/server/queryapi"
	"graphd/internal/server/web"
)

// GephiMediaType is the media type of Gephi's graph streaming.
const GephiMediaType = "application/stream+json"

// gephiRequest selects quads for Gephi's graph streaming.
type gephiRequest struct {
	Directions
	Mode  string `query:"mode" enum:"raw,nodes" default:"raw" doc:"raw: each quad is an edge; nodes: types, names and numbers are attributes of their node"`
	Limit int    `query:"limit" default:"10000" doc:"Most quads, or nodes in the mode nodes; below 0 for the maximum of the server"`
}

// maxGephiNodes is the largest number of nodes in a stream, which remembers the nodes that it has added; chosen by hand.
const maxGephiNodes = 1_000_000

// errGephiLimit ends a stream at its limit.
var errGephiLimit = errors.New("limit of the stream reached")

// StreamGephi returns events that add nodes and edges. A trailer reports whether they are complete, since the format
// cannot express it.
func (h *Handlers) StreamGephi(ctx context.Context, in *gephiRequest) (*web.Reply, error) {
	write := h.gephiQuads
	if in.Mode == "nodes" {
		write = h.gephiNodes
	}
	limit := in.Limit
	if limit <= 0 {
		limit = h.MaxRows
	}
	return &web.Reply{Body: func(out huma.Context) {
		out.SetHeader("Trailer", "Graphd-Complete")
		h.Web.Stream(http.StatusOK, GephiMediaType, func(w io.Writer) error {
			slot, err := h.Gate.Enter(ctx)
			if err != nil {
				return err
			}
			defer slot.Leave()
			g := newGephiStream(w)
			err = slot.Err(write(slot.Context(), g, in.Directions, limit))
			complete := !errors.Is(err, errGephiLimit)
			if complete && err != nil {
				return err
			}
			out.SetHeader("Graphd-Complete", strconv.FormatBool(complete))
			return g.out.Flush()
		})(out)
	}}, nil
}

// gephiQuads adds each quad as an edge. It returns errGephiLimit if there are more than limit.
func (h *Handlers) gephiQuads(ctx context.Context, g *gephiStream, in Directions, limit int) error {
	_, err := queryapi.Read(h.Store, func(v *view.View) (struct{}, error) {
		for _, pattern := range h.patterns(in) {
			err := v.Quads(ctx, pattern, func(q quad.Quad) error {
				if g.edges == limit {
					return errGephiLimit
				}
				return g.edge(q)
			})
			if err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	})
	return err
}

// gephiNodes adds each subject with its attributes and edges. It returns errGephiLimit if there are more than limit.
func (h *Handlers) gephiNodes(ctx context.Context, g *gephiStream, _ Directions, limit int) error {
	_, err := queryapi.Read(h.Store, func(v *view.View) (struct{}, error) {
		inline, err := inlinePredicates(ctx, v)
		if err != nil {
			return struct{}{}, err
		}
		n := gephiNodeWriter{stream: g, inline: inline, values: map[valueHash]bool{}, limit: limit}
		if err := v.Quads(ctx, quad.Quad{}, n.take); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, n.end()
	})
	return err
}

// inlinePredicates returns the predicates whose objects are attributes: the usual ones and those that the graph declares.
func inlinePredicates(ctx context.Context, v *view.View) (map[quad.Value]bool, error) {
	inline := map[quad.Value]bool{}
	for _, iri := range gephiInline {
		inline[iri], inline[iri.Full()] = true, true
	}
	declared := quad.Quad{Predicate: quad.IRI("gephi:inline"), Object: quad.Bool(true)}
	return inline, v.Quads(ctx, declared, func(q quad.Quad) error {
		inline[q.Subject] = true
		return nil
	})
}

// gephiNodeWriter writes nodes with their attributes. It takes quads in the order of their subjects.
type gephiNodeWriter struct {
	stream *gephiStream
	inline map[quad.Value]bool
	values map[valueHash]bool // values of attributes, which are not nodes themselves
	limit  int

	subject    quad.Value
	skip       bool
	attributes []quad.Quad
}

// take adds a quad to its subject, as an attribute or an edge.
func (n *gephiNodeWriter) take(q quad.Quad) error {
	if q.Subject != n.subject {
		if err := n.end(); err != nil {
			return err
		}
		if err := n.begin(q.Subject); err != nil {
			return err
		}
	}
	switch {
	case n.skip:
		return nil
	case n.inline[q.Predicate]:
		n.values[hashOf(q.Object)] = true
		n.attributes = append(n.attributes, q)
		return nil
	case isNumber(q.Object):
		n.attributes = append(n.attributes, q)
		return nil
	}
	return n.stream.edge(q)
}

// begin adds the node of a subject unless it is an attribute.
func (n *gephiNodeWriter) begin(subject quad.Value) error {
	n.subject, n.skip = subject, n.inline[subject] || n.values[hashOf(subject)]
	if n.skip {
		return nil
	}
	if n.limit--; n.limit < 0 {
		return errGephiLimit
	}
	_, err := n.stream.node(subject)
	return err
}

// end writes the attributes of the subject, once all of them are known.
func (n *gephiNodeWriter) end() error {
	attributes := n.attributes
	n.attributes = nil
	if len(attributes) == 0 {
		return nil
	}
	return n.stream.change(n.subject, attributes)
}

func isNumber(v quad.Value) bool {
	switch v.(type) {
	case quad.Int, quad.Float, quad.Bool:
		return true
	}
	return false
}

// gephiStream writes the events of Gephi's graph streaming, each a line of JSON that ends in \r\n. Nodes are numbered in
// the order in which they are added.
type gephiStream struct {
	out   *bufio.Writer
	known map[valueHash]int
	edges int
}

func newGephiStream(w io.Writer) *gephiStream {
	return &gephiStream{out: bufio.NewWriter(w), known: map[valueHash]int{}}
}

// node returns the id of a node, which it adds unless it has been added before.
func (g *gephiStream) node(v quad.Value) (string, error) {
	hash := hashOf(v)
	if n, ok := g.known[hash]; ok {
		return gephiID(n), nil
	}
	if len(g.known) == maxGephiNodes {
		return "", fmt.Errorf("%w: more than %d nodes; give a limit", query.ErrLimit, maxGephiNodes)
	}
	id := gephiID(len(g.known))
	g.known[hash] = len(g.known)
	return id, g.event("an", id, gephiNode(v, nil))
}

// edge adds the edge of a quad after its nodes.
func (g *gephiStream) edge(q quad.Quad) error {
	source, err := g.node(q.Subject)
	if err != nil {
		return err
	}
	target, err := g.node(q.Object)
	if err != nil {
		return err
	}
	label := gephiText(q.Predicate)
	id := "q" + gephiID(g.edges)
	g.edges++
	return g.event("ae", id, gephiEdge{source, label, label, target})
}

// change sets the attributes of a node.
func (g *gephiStream) change(v quad.Value, attributes []quad.Quad) error {
	id, err := g.node(v)
	if err != nil {
		return err
	}
	return g.event("cn", id, gephiNode(v, attributes))
}
