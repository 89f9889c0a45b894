package export

import (
	"bufio"

	"graphd/internal/graph"
)

// writeTriG writes the quads, graph by graph, with whole IRIs.
func writeTriG(w *bufio.Writer, g graph.Subgraph) error {
	w.WriteString("# " + clean(headerLine(g)) + "\n")
	for _, named := range groups(byGraph(g), 0) {
		label := named[0].terms[0]
		if label != "" {
			w.WriteString(label + " ")
		}
		w.WriteString("{\n")
		for _, subject := range groups(named, 1) {
			writeTriGSubject(w, subject)
		}
		w.WriteString("}\n")
	}
	return nil
}

func writeTriGSubject(w *bufio.Writer, subject []termQuad) {
	w.WriteString("  " + subject[0].terms[1])
	for i, predicate := range groups(subject, 2) {
		if i > 0 {
			w.WriteString(" ;\n   ")
		}
		w.WriteString(" " + predicate[0].terms[2])
		for j, q := range predicate {
			if j > 0 {
				w.WriteByte(',')
			}
			w.WriteString(" " + q.terms[3])
		}
	}
	w.WriteString(" .\n")
}
