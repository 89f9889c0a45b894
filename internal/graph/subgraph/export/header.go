package export

import (
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/subgraph"
	"graphd/internal/graph/vocab"
)

// header returns the attributes that describe a file, in order.
func header(g subgraph.Subgraph) []attributeValue {
	r := g.Request
	h := []attributeValue{
		text("name", "graphd: "+title(short(g.Base, r.Roots))),
		text("generator", "graphd"),
		long("nodes_count", len(g.Nodes)), long("edges_count", len(g.Edges)), long("omitted", g.Omitted),
		boolean("complete", g.Complete),
	}
	if g.Reason != "" {
		h = append(h, text("reason", g.Reason))
	}
	return append(h, text("query", formatSelection(g.Base, r)))
}

// maxNamed is the number of ids up to which the header lists the values of a field. Chosen by hand.
const maxNamed = 20

// formatSelection returns the selection as text.
func formatSelection(base vocab.Base, r subgraph.Selection) string {
	parts := []string{
		"depth=" + strconv.Itoa(r.Depth), "direction=" + string(r.Direction),
		"per_node=" + strconv.Itoa(r.PerNode), "limit=" + strconv.Itoa(r.Limit),
	}
	add := func(name string, list []string) {
		if len(list) > maxNamed {
			list = []string{strconv.Itoa(len(list)) + " of them"}
		}
		if list != nil {
			parts = append(parts, name+"="+strings.Join(list, ","))
		}
	}
	add("root", short(base, r.Roots))
	add("predicate", short(base, r.Predicates))
	add("kind", r.Kinds)
	add("document", short(base, r.Documents))
	if r.Values {
		parts = append(parts, "values=true")
	}
	return strings.Join(parts, " ")
}

// short returns the short names of IRIs, or nil for nil.
func short(base vocab.Base, iris []quad.IRI) []string {
	if iris == nil {
		return nil
	}
	names := make([]string, len(iris))
	for i, iri := range iris {
		names[i] = base.Shorten(iri)
	}
	return names
}

// headerLine returns the header as one line, for formats with comments.
func headerLine(g subgraph.Subgraph) string {
	var parts []string
	for _, c := range header(g) {
		parts = append(parts, c.name+": "+strings.Join(strings.Fields(c.plain()), " "))
	}
	return strings.Join(parts, "; ")
}

// title returns the first few roots as text.
func title(roots []string) string {
	const few = 5
	if len(roots) > few {
		return strings.Join(roots[:few], ", ") + " and " + strconv.Itoa(len(roots)-few) + " more"
	}
	return strings.Join(roots, ", ")
}
