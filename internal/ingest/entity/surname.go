package entity

import "strings"

// noteSurnames notes what surnames of several words the person of c may be called by: "ten Brink" of "Joost ten Brink". One that
// two people have is nobody's.
func (l *linker) noteSurnames(c *candidate) {
	if !c.named() || c.kind != Person && c.kind != "" || c.place || c.name[1]-c.name[0] > longestName {
		return
	}
	for from := c.name[0] + 1; from < c.name[1]-1; from++ {
		surname := strings.ToLower(l.join(from, c.name[1]))
		if old, ok := l.wholes[surname]; ok && (old == nil || !strings.EqualFold(l.nameOf(old), l.nameOf(c))) {
			l.wholes[surname] = nil
		} else {
			l.wholes[surname] = c
		}
	}
}

// isSurname reports whether a name of several words can be a surname: it begins with a particle or stands behind a title.
func (l *linker) isSurname(c *candidate) bool {
	return NameParticles[l.words[c.name[0]].lower] || len(c.titles) > 0
}
