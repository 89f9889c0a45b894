package ingest

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/entity"
)

// Gazetteer is what is known of well-known bodies, offices and people before any document is read:
// their names for the resolver, and the facts about them for the graph.
type Gazetteer struct {
	names   *entity.Gazetteer
	facts   map[quad.IRI][]quad.Quad // by subject
	version string
}

// ReadGazetteer reads N-Quads whose instances have vocab.DefaultBase, and rebases them.
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
			return nil, fmt.Errorf("gazetteer, quad %d: %w", line, err)
		}
		subject, ok := q.Subject.(quad.IRI)
		if !ok {
			return nil, fmt.Errorf("gazetteer, quad %d: the subject %v is not an IRI", line, q.Subject)
		}
		content.WriteString(q.NQuad())
		subject = rebase(subject, base).(quad.IRI)
		fact := quad.Quad{Subject: subject, Predicate: q.Predicate, Object: rebase(q.Object, base), Label: vocab.ReferenceGraph}
		g.facts[subject] = append(g.facts[subject], fact)
	}
	g.version = digest(content.String())[:8]
	g.names = entity.NewGazetteer(g.records(base))
	return g, nil
}

// Facts are the quads about subject, in the reference graph; none where the gazetteer does not know it.
func (g *Gazetteer) Facts(subject quad.IRI) []quad.Quad { return g.facts[subject] }

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

// records are the facts as the resolver wants them, ordered by subject.
func (g *Gazetteer) records(base vocab.Base) []entity.Record {
	var records []entity.Record
	for _, subject := range slices.Sorted(maps.Keys(g.facts)) {
		kind, key, ok := base.Split(subject)
		if !ok {
			continue
		}
		record := entity.Record{Key: key, Kind: entityKinds[kind]}
		for _, fact := range g.facts[subject] {
			addFact(&record, fact, base)
		}
		records = append(records, record)
	}
	return records
}

var entityKinds = map[string]entity.Kind{"actor": entity.Person, "body": entity.Body, "role": entity.Office}
