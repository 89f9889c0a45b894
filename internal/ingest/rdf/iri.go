package rdf

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/cayleygraph/quad"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/text"
)

// Label is the named graph of the document version: all that the document supports.
func (r Findings) Label() quad.IRI { return r.Base.IRI("doc", string(r.Document.ID)) }

// run is the activity that found what the graph holds: one for each version of the stages.
func (r Findings) runIRI() quad.IRI { return r.Base.IRI("run", Digest(r.Version)) }

func (r Findings) EntityIRI(i int) quad.IRI {
	e := r.Resolution.Entities[i]
	key := e.Key
	if e.Local {
		key = string(r.Document.ID) + "-" + key
	}
	return r.Base.IRI(instanceKinds[e.Kind], key)
}

var instanceKinds = map[entity.Kind]string{
	entity.Person: "actor", entity.Group: "actor", entity.Unnamed: "actor", entity.Document: "actor",
	entity.Body: "body", entity.Office: "role",
}

func (r Findings) passageIRI(s text.Span) quad.IRI {
	return r.Base.IRI("passage", fmt.Sprintf("%s-%d-%d", r.Document.ID, s.Start, s.End))
}

func (r Findings) AttributionIRI(a attribution.Attribution) quad.IRI {
	spans := fmt.Sprint(r.Document.ID, a.Source.Spans, a.Cue.Spans, a.Content.Spans)
	return r.Base.IRI("attr", Digest(spans))
}

// digest is a short name made from content: the first 128 bits of its SHA-256 in hexadecimal.
func Digest(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:16])
}
