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

// Label returns the IRI of the document version, which is also the named graph of all that the document supports.
func (f Findings) Label() quad.IRI { return f.Base.IRI("doc", string(f.Document.ID)) }

// runIRI returns the IRI of the activity that generated the attributions. There is one for each combination of stage
// versions.
func (f Findings) runIRI() quad.IRI { return f.Base.IRI("run", Digest(f.Version)) }

// EntityIRI returns the IRI of Resolution.Entities[i]. For an entity that is known within its document only, the IRI
// contains the document version.
func (f Findings) EntityIRI(i int) quad.IRI {
	e := f.Resolution.Entities[i]
	key := e.Key
	if e.Local {
		key = string(f.Document.ID) + "-" + key
	}
	return f.Base.IRI(instanceKinds[e.Kind], key)
}

var instanceKinds = map[entity.Kind]string{
	entity.Person: "actor", entity.Group: "actor", entity.Unnamed: "actor", entity.Document: "actor",
	entity.Body: "body", entity.Office: "role",
}

func (f Findings) passageIRI(s text.Span) quad.IRI {
	return f.Base.IRI("passage", fmt.Sprintf("%s-%d-%d", f.Document.ID, s.Start, s.End))
}

// AttributionIRI returns the IRI of a, which depends on the document version and the spans of a.
func (f Findings) AttributionIRI(a attribution.Attribution) quad.IRI {
	spans := fmt.Sprint(f.Document.ID, a.Source.Spans, a.Cue.Spans, a.Content.Spans)
	return f.Base.IRI("attr", Digest(spans))
}

// Digest returns a short name for content: the first 128 bits of its SHA-256 in hexadecimal.
func Digest(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:16])
}
