package server

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
)

const gephiType = "application/stream+json"

// gephiRequest asks for quads as Gephi's graph streaming takes them.
type gephiRequest struct {
	Directions
	Mode  string `query:"mode" enum:"raw,nodes" default:"raw" doc:"raw: each quad is an edge; nodes: types, names and numbers are attributes of their node"`
	Limit int    `query:"limit" default:"10000" doc:"Most quads, or nodes in the mode nodes; below 0 for as many as the server gives at all"`
}

// mostGephiNodes is how many nodes a stream may name: it remembers which it has named.
const mostGephiNodes = 1_000_000

var errEnough = errors.New("enough")

// streamGephi answers with events that add nodes and edges. Whether they are all is said in a trailer: the format has no
// place for it.
func (s *Server) streamGephi(ctx context.Context, in *gephiRequest) (*reply, error) {
	write := s.gephiQuads
	if in.Mode == "nodes" {
		write = s.gephiNodes
	}
	limit := in.Limit
	if limit <= 0 {
		limit = s.limits.Rows
	}
	return &reply{Body: func(out huma.Context) {
		out.SetHeader("Trailer", "Graphd-Complete")
		s.stream(http.StatusOK, gephiType, func(w io.Writer) error {
			slot, err := s.queryGate.Enter(ctx)
			if err != nil {
				return err
			}
			defer slot.Leave()
			g := newGephiStream(w)
			err = slot.Err(write(slot.Context(), g, in.Directions, limit))
			complete := !errors.Is(err, errEnough)
			if complete && err != nil {
				return err
			}
			out.SetHeader("Graphd-Complete", strconv.FormatBool(complete))
			return g.out.Flush()
		})(out)
	}}, nil
}

// gephiQuads adds each quad as an edge; errEnough says that there are more.
func (s *Server) gephiQuads(ctx context.Context, g *gephiStream, in Directions, limit int) error {
	_, err := read(s, func(v *view.View) (struct{}, error) {
		for _, pattern := range s.patterns(in) {
			err := v.Quads(ctx, pattern, func(q quad.Quad) error {
				if g.edges == limit {
					return errEnough
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

// gephiNodes adds each node that is a subject with its attributes and edges; errEnough says that there are more.
func (s *Server) gephiNodes(ctx context.Context, g *gephiStream, _ Directions, limit int) error {
	_, err := read(s, func(v *view.View) (struct{}, error) {
		inline, err := inlined(ctx, v)
		if err != nil {
			return struct{}{}, err
		}
		n := gephiNodes{stream: g, inline: inline, values: map[valueHash]bool{}, limit: limit}
		if err := v.Quads(ctx, quad.Quad{}, n.take); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, n.end()
	})
	return err
}

// inlined are the predicates whose objects are attributes: those known for it, and those that the graph declares.
func inlined(ctx context.Context, v *view.View) (map[quad.Value]bool, error) {
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

// gephiNodes takes quads in the order of their subjects.
type gephiNodes struct {
	stream *gephiStream
	inline map[quad.Value]bool
	values map[valueHash]bool // of attributes, which are no nodes for themselves
	limit  int

	subject    quad.Value
	skip       bool
	attributes []quad.Quad
}

func (n *gephiNodes) take(q quad.Quad) error {
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

func (n *gephiNodes) begin(subject quad.Value) error {
	n.subject, n.skip = subject, n.inline[subject] || n.values[hashOf(subject)]
	if n.skip {
		return nil
	}
	if n.limit--; n.limit < 0 {
		return errEnough
	}
	_, err := n.stream.node(subject)
	return err
}

// end gives the subject its attributes, once all of them are known.
func (n *gephiNodes) end() error {
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

// gephiStream writes the events of Gephi's graph streaming, each a line of JSON that ends in \r\n. Nodes have numbers in
// the order in which they come.
type gephiStream struct {
	out   *bufio.Writer
	known map[valueHash]int
	edges int
}

func newGephiStream(w io.Writer) *gephiStream {
	return &gephiStream{out: bufio.NewWriter(w), known: map[valueHash]int{}}
}

// node adds a node, if that has not been done, and gives its id.
func (g *gephiStream) node(v quad.Value) (string, error) {
	hash := hashOf(v)
	if n, ok := g.known[hash]; ok {
		return gephiID(n), nil
	}
	if len(g.known) == mostGephiNodes {
		return "", fmt.Errorf("%w: more than %d nodes; give a limit", query.ErrLimit, mostGephiNodes)
	}
	id := gephiID(len(g.known))
	g.known[hash] = len(g.known)
	return id, g.event("an", id, gephiNode(v, nil))
}

// edge adds a quad's edge after its nodes.
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

// change gives a node its attributes.
func (g *gephiStream) change(v quad.Value, attributes []quad.Quad) error {
	id, err := g.node(v)
	if err != nil {
		return err
	}
	return g.event("cn", id, gephiNode(v, attributes))
}
