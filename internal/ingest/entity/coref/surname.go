package coref

import (
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/entity/mention"
)

// indexCompoundSurnames adds the name of c to byCompoundSurname under the surnames of several words that it may have:
// "ten Brink" for "Joost ten Brink". A surname of two persons refers to neither.
func (l *linker) indexCompoundSurnames(c *mention.Candidate) {
	if !c.IsNamed() || c.Kind != entity.Person && c.Kind != "" || c.NonActor || c.Name.Len() > mention.MaxNameWords {
		return
	}
	for from := c.Name.From + 1; from < c.Name.To-1; from++ {
		surname := strings.ToLower(l.Join(from, c.Name.To))
		if old, ok := l.byCompoundSurname[surname]; ok && (old == nil || !strings.EqualFold(l.NameOf(old), l.NameOf(c))) {
			l.byCompoundSurname[surname] = nil
		} else {
			l.byCompoundSurname[surname] = c
		}
	}
}

// isSurname reports whether a name of several words may be a surname alone: it begins with a particle or follows a
// title.
func (l *linker) isSurname(c *mention.Candidate) bool {
	return lexicon.NameParticles[l.Words[c.Name.From].Lower] || len(c.Titles) > 0
}
