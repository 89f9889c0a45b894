package cayley

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/voc/rdf"
	"github.com/cayleygraph/quad/voc/rdfs"
	"github.com/cayleygraph/quad/voc/schema"
)

// The predicates with which Cayley gives the position of a node.
const (
	gephiX = quad.IRI("gephi:x")
	gephiY = quad.IRI("gephi:y")
)

// gephiInline holds the predicates whose objects are always attributes.
var gephiInline = []quad.IRI{gephiX, gephiY, rdf.Type, rdfs.Label, schema.Name, schema.UrlProp}

// The figures of Cayley.
const (
	gephiSize   = 20
	gephiRadius = 500 // of the circle that contains nodes without a position
)

type valueHash [quad.HashSize]byte

func hashOf(v quad.Value) (hash valueHash) {
	quad.HashTo(v, hash[:])
	return hash
}

func gephiID(n int) string { return strconv.FormatInt(int64(n), 16) }

// gephiText returns a value as Gephi shows it: an IRI in angle brackets, a string without quotes.
func gephiText(v quad.Value) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v.Native())
}

// gephiEdge holds the attributes of an edge in Cayley's order.
type gephiEdge struct {
	Source string `json:"source"`
	Label  string `json:"label"`
	Pred   string `json:"pred"`
	Target string `json:"target"`
}

// gephiNode returns the attributes of a node. Several values of one predicate are one attribute, separated by commas.
func gephiNode(v quad.Value, attributes []quad.Quad) map[string]any {
	x, y := gephiPosition(v)
	node := map[string]any{"label": v.Native(), "size": gephiSize, "x": x, "y": y}
	values := map[string][]string{}
	for _, q := range attributes {
		iri, _ := q.Predicate.(quad.IRI)
		switch position, ok := floatOf(q.Object); {
		case ok && iri == gephiX:
			node["x"] = position
			continue
		case ok && iri == gephiY:
			node["y"] = position
			continue
		}
		if text, ok := q.Object.Native().(string); ok && isName(iri) {
			node["label"] = text
		}
		name, text := gephiText(q.Predicate), gephiText(q.Object)
		if !slices.Contains(values[name], text) {
			values[name] = append(values[name], text)
		}
	}
	for name, texts := range values {
		node[name] = strings.Join(texts, ", ")
	}
	return node
}

func isName(iri quad.IRI) bool {
	return iri.Full() == quad.IRI(rdfs.Label).Full() || iri.Full() == quad.IRI(schema.Name).Full()
}

// floatOf returns the number in a value.
func floatOf(v quad.Value) (float64, bool) {
	switch v := v.(type) {
	case quad.Int:
		return float64(v), true
	case quad.Float:
		return float64(v), true
	}
	return 0, false
}

// gephiPosition returns the position of a node that has none of its own: a point in a circle, uniformly distributed and
// always the same for the same node.
func gephiPosition(v quad.Value) (x, y float64) {
	hash := hashOf(v)
	random := rand.New(rand.NewPCG(binary.BigEndian.Uint64(hash[:]), binary.BigEndian.Uint64(hash[8:])))
	distance, angle := gephiRadius*math.Sqrt(random.Float64()), 2*math.Pi*random.Float64()
	return distance * math.Cos(angle), distance * math.Sin(angle)
}

// event writes an event of a kind (an: add node, cn: change node, ae: add edge) for the node or edge id.
func (g *gephiStream) event(kind, id string, attributes any) error {
	text, err := json.Marshal(map[string]map[string]any{kind: {id: attributes}})
	if err != nil {
		return err
	}
	_, err = g.out.Write(append(text, "\r\n"...))
	return err
}
