package rdf

import (
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/entity"
)

func (r Findings) writeEntity(g *graphBuilder, i int) {
	e := r.Resolution.Entities[i]
	id := r.EntityIRI(i)
	for _, class := range entityClasses[e.Kind] {
		g.add(id, vocab.Type, class)
	}
	g.add(id, vocab.EntityKind, vocab.ConceptOf(vocab.EntityKindList, string(e.Kind)))
	g.add(id, vocab.Label, quad.String(e.Name))
	for _, name := range e.Names {
		g.add(id, vocab.AltLabel, quad.String(name))
	}
	g.add(id, vocab.MentionedIn, r.Label())
	for _, role := range e.Roles {
		r.writeRole(g, id, role)
	}
}

var entityClasses = map[entity.Kind][]quad.IRI{
	entity.Person:   {vocab.Actor, vocab.Person},
	entity.Body:     {vocab.Body, vocab.Organization},
	entity.Office:   {vocab.Role, vocab.Post},
	entity.Group:    {vocab.Actor},
	entity.Document: {vocab.Actor},
	entity.Unnamed:  {vocab.Actor},
}

func (r Findings) writeRole(g *graphBuilder, holder quad.IRI, role entity.Role) {
	if role.Key == "" {
		return // a title alone tells no one post
	}
	id := r.Base.IRI("role", role.Key)
	g.add(holder, vocab.HoldsPost, id)
	g.add(id, vocab.Type, vocab.Role)
	g.add(id, vocab.Type, vocab.Post)
	g.add(id, vocab.Label, quad.String(role.Title))
	if role.Body != "" {
		g.add(id, vocab.PostIn, r.Base.IRI("body", role.Body))
	}
}

// writeNeighbours names whom the entities' roles and the gazetteer's facts about them lead to, so that no edge leads to
// what has no name. They stand in the document's graph: it is why they are there.
func (r Findings) writeNeighbours(g *graphBuilder) {
	for _, q := range slices.Concat(r.Reference(), g.quads) {
		neighbour, ok := q.Object.(quad.IRI)
		if !ok || !slices.Contains(neighbourProperties, q.Predicate.(quad.IRI)) {
			continue
		}
		for _, fact := range r.Facts(neighbour) {
			if slices.Contains(namingProperties, fact.Predicate.(quad.IRI)) {
				g.add(neighbour, fact.Predicate.(quad.IRI), fact.Object)
			}
		}
	}
}

var (
	neighbourProperties = []quad.IRI{vocab.PostIn, vocab.HoldsPost, vocab.MemberOf, vocab.SubOrgOf}
	namingProperties    = []quad.IRI{vocab.Type, vocab.EntityKind, vocab.Label}
)
