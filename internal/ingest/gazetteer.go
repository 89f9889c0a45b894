package ingest

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/gazetteer"
	"graphd/internal/ingest/rdf"
)

// Gazetteer holds well-known bodies, offices and people: their names for the coreference resolver, and the facts about them
// for the graph. It is immutable and safe for concurrent use.
type Gazetteer struct {
	names   *gazetteer.Names
	facts   map[quad.IRI][]quad.Quad // by subject
	version string
}

// ReadGazetteer reads a gazetteer from N-Quads. Its instances have [vocab.DefaultBase], which is replaced by base.
func ReadGazetteer(r io.Reader, base vocab.Base) (*Gazetteer, error) {
	g := &Gazetteer{facts: map[quad.IRI][]quad.Quad{}}
	reader := nquads.NewReader(r, false)
	defer reader.Close()
	var content strings.Builder
	for line := 1; ; line++ {
		q, err := reader.ReadQuad()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("gazetteer: quad %d: %w", line, err)
		}
		subject, ok := q.Subject.(quad.IRI)
		if !ok {
			return nil, fmt.Errorf("gazetteer: quad %d: subject %v is not an IRI", line, q.Subject)
		}
		content.WriteString(q.NQuad())
		subject = rebase(subject, base).(quad.IRI)
		fact := quad.Quad{Subject: subject, Predicate: q.Predicate, Object: rebase(q.Object, base), Label: vocab.ReferenceGraph}
		g.facts[subject] = append(g.facts[subject], fact)
	}
	g.version = rdf.Digest(content.String())[:8]
	g.names = gazetteer.New(g.records(base))
	return g, nil
}

// Facts returns the quads about subject, labelled with the reference graph; nil if the gazetteer does not know it.
func (g *Gazetteer) Facts(subject quad.IRI) []quad.Quad { return g.facts[subject] }

// rebase returns v with base in place of the default base. Terms of the vocabulary and names of graphs stay as they are.
func rebase(v quad.Value, base vocab.Base) quad.Value {
	iri, ok := v.(quad.IRI)
	if !ok || base == vocab.DefaultBase {
		return v
	}
	if kind, local, ok := vocab.DefaultBase.Split(iri); ok && kind != "ns" && kind != "graph" {
		return base.IRI(kind, local)
	}
	return v
}

// records returns the facts as records for the coreference resolver, ordered by subject.
func (g *Gazetteer) records(base vocab.Base) []entity.Record {
	var records []entity.Record
	for _, subject := range slices.Sorted(maps.Keys(g.facts)) {
		kind, key, ok := base.Split(subject)
		if !ok {
			continue
		}
		record := entity.Record{Key: key, Kind: kindsByPrefix[kind]}
		for _, fact := range g.facts[subject] {
			g.addFact(&record, fact, base)
		}
		records = append(records, record)
	}
	return records
}

// addFact adds a fact to the record of its subject. It ignores facts that the resolver does not use.
func (g *Gazetteer) addFact(r *entity.Record, fact quad.Quad, base vocab.Base) {
	words := literalText(fact.Object)
	_, key, _ := base.Split(iriOf(fact.Object))
	switch fact.Predicate {
	case vocab.Label:
		r.Name = words
	case vocab.AltLabel:
		r.Names = append(r.Names, words)
	case vocab.HiddenLabel:
		r.Metonyms = append(r.Metonyms, words)
	case vocab.Noun:
		r.Nouns = append(r.Nouns, words)
	case vocab.Gender:
		r.Gender = entity.Gender(words)
	case vocab.Country:
		r.Country = words
	case vocab.PostIn:
		r.Body = key
	case vocab.HoldsPost:
		r.Roles = append(r.Roles, g.role(iriOf(fact.Object), key, base))
	case vocab.ExactMatch:
		r.Wikidata = path.Base(string(iriOf(fact.Object)))
	}
}

// role returns the office id, with the title and the body that the gazetteer gives.
func (g *Gazetteer) role(id quad.IRI, key string, base vocab.Base) entity.Role {
	role := entity.Role{Key: key}
	for _, fact := range g.facts[id] {
		switch fact.Predicate {
		case vocab.Label:
			role.Title = literalText(fact.Object)
		case vocab.PostIn:
			_, role.Body, _ = base.Split(iriOf(fact.Object))
		}
	}
	return role
}

// iriOf returns v as an IRI, "" if it is none.
func iriOf(v quad.Value) quad.IRI {
	iri, _ := v.(quad.IRI)
	return iri
}

// literalText returns the text of a literal, without its language; "" if v is no literal.
func literalText(v quad.Value) string {
	switch v := v.(type) {
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	}
	return ""
}

// kindsByPrefix holds the kind of entity by the prefix of its IRI.
var kindsByPrefix = map[string]entity.Kind{"actor": entity.Person, "body": entity.Body, "role": entity.Office}
