package rdf

import (
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/entity"
)

// writeEntity adds Resolution.Entities[i] with its names and the offices that it holds.
func (f Findings) writeEntity(g *graphBuilder, i int) {
	e := f.Resolution.Entities[i]
	id := f.EntityIRI(i)
	for _, class := range vocab.EntityClasses(string(e.Kind)) {
		g.add(id, vocab.Type, class)
	}
	g.add(id, vocab.EntityKind, vocab.ConceptOf(vocab.EntityKindList, string(e.Kind)))
	g.add(id, vocab.Label, quad.String(e.Name))
	for _, name := range e.Names {
		g.add(id, vocab.AltLabel, quad.String(name))
	}
	g.add(id, vocab.MentionedIn, f.Label())
	for _, role := range e.Roles {
		f.writeRole(g, id, role)
	}
}

// writeRole adds an office and its holder. A role without a key is a title that does not identify one office; it is
// omitted.
func (f Findings) writeRole(g *graphBuilder, holder quad.IRI, role entity.Role) {
	if role.Key == "" {
		return
	}
	id := f.Base.IRI("role", role.Key)
	g.add(holder, vocab.HoldsPost, id)
	g.add(id, vocab.Type, vocab.Role)
	g.add(id, vocab.Type, vocab.Post)
	g.add(id, vocab.Label, quad.String(role.Title))
	if role.Body != "" {
		g.add(id, vocab.PostIn, f.Base.IRI("body", role.Body))
	}
}

// writeNeighbours names the objects of the document's roles and of the gazetteer's facts about its entities, so that no
// edge leads to a node without a name. The names are added to the document's graph, because the document is the reason
// that the edge exists.
func (f Findings) writeNeighbours(g *graphBuilder) {
	for _, q := range slices.Concat(f.Reference(), g.quads) {
		neighbour, ok := q.Object.(quad.IRI)
		if !ok || !slices.Contains(neighbourProperties, q.Predicate.(quad.IRI)) {
			continue
		}
		for _, fact := range f.Facts(neighbour) {
			if slices.Contains(namingProperties, fact.Predicate.(quad.IRI)) {
				g.add(neighbour, fact.Predicate.(quad.IRI), fact.Object)
			}
		}
	}
}

var (
	// neighbourProperties lead from one entity to another.
	neighbourProperties = []quad.IRI{vocab.PostIn, vocab.HoldsPost, vocab.MemberOf, vocab.SubOrgOf}
	// namingProperties state what a neighbour is called and of which kind it is.
	namingProperties = []quad.IRI{vocab.Type, vocab.EntityKind, vocab.Label}
)
