package coref

import (
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/entity/mention"
)

// noteSurnames notes what surnames of several words the person of c may be called by: "ten Brink" of "Joost ten Brink". One that
// two people have is nobody's.
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

// isSurname reports whether a name of several words can be a surname: it begins with a particle or stands behind a title.
func (l *linker) isSurname(c *mention.Candidate) bool {
	return lexicon.NameParticles[l.Words[c.Name.From].Lower] || len(c.Titles) > 0
}
