package export

import (
	"bufio"

	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/subgraph"
)

// writeTriG writes the quads grouped by graph, with full IRIs.
func writeTriG(w *bufio.Writer, g subgraph.Subgraph) error {
	w.WriteString("# " + clean(headerLine(g)) + "\n")
	s := statementsOf(g)
	for named := range groups(s.byGraph(), codec.Label) {
		if label := named[0][codec.Label]; label != 0 {
			w.WriteString(s.terms[label].text)
			w.WriteByte(' ')
		}
		w.WriteString("{\n")
		for subject := range groups(named, codec.Subject) {
			s.writeTriGSubject(w, subject)
		}
		w.WriteString("}\n")
	}
	return nil
}

// writeTriGSubject writes the statements about one subject.
func (s *statements) writeTriGSubject(w *bufio.Writer, subject []rdfStatement) {
	w.WriteString("  ")
	w.WriteString(s.terms[subject[0][codec.Subject]].text)
	begun := false
	for predicate := range groups(subject, codec.Predicate) {
		if begun {
			w.WriteString(" ;\n   ")
		}
		begun = true
		w.WriteByte(' ')
		w.WriteString(s.terms[predicate[0][codec.Predicate]].text)
		for i, q := range predicate {
			if i > 0 {
				w.WriteByte(',')
			}
			w.WriteByte(' ')
			w.WriteString(s.terms[q[codec.Object]].text)
		}
	}
	w.WriteString(" .\n")
}
