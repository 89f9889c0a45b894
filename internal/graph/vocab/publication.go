package vocab

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/cayleygraph/quad"
)

// PublicationIRI returns the IRI of a publication of a document version: the local name of the version and 64 bits of the
// hash of what identifies the publication, such as its identifier. The IRI of a publication never changes.
func (b Base) PublicationIRI(document quad.IRI, identity string) quad.IRI {
	_, local, _ := b.Split(document)
	sum := sha256.Sum256([]byte(identity))
	return b.IRI(publicationKind, local+"-"+hex.EncodeToString(sum[:8]))
}

// DocumentOfPublication returns the document version that a publication's IRI names; ok is false for other IRIs.
func (b Base) DocumentOfPublication(publication quad.IRI) (document quad.IRI, ok bool) {
	kind, local, ok := b.Split(publication)
	end := strings.LastIndexByte(local, '-')
	if !ok || kind != publicationKind || end <= 0 {
		return "", false
	}
	return b.IRI("doc", local[:end]), true
}

const publicationKind = "publication"
