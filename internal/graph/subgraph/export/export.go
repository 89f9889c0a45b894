package export

import (
	"bufio"
	"io"
	"slices"

	"graphd/internal/graph/subgraph"
)

// Format is a file format of subgraphs.
type Format struct {
	Name      string // "graphml"
	MediaType string
	Extension string // of file names, including the dot
	For       string // the tools that read it

	write func(*bufio.Writer, subgraph.Subgraph) error
}

// Formats returns all formats. The first is the default.
func Formats() []Format {
	return []Format{
		{"node-link", "application/json", ".json", "NetworkX and D3", writeNodeLink},
		{"networkx", "application/vnd.networkx+json", ".json", "NetworkX: node-link with only edges", writeNetworkX},
		{"d3", "application/vnd.d3+json", ".json", "D3: node-link with only links", writeD3},
		{"cytoscape", "application/vnd.cytoscape+json", ".cyjs", "Cytoscape and Cytoscape.js", writeCytoscape},
		{"graphology", "application/vnd.graphology+json", ".json", "graphology and sigma", writeGraphology},
		{"graphml", "application/graphml+xml", ".graphml", "Gephi, yEd, NetworkX, igraph", writeGraphML},
		{"gexf", "application/gexf+xml", ".gexf", "Gephi", writeGEXF},
		{"dot", "text/vnd.graphviz", ".gv", "Graphviz", writeDOT},
		{"csv", "application/zip", ".zip", "spreadsheets and Gephi: nodes.csv and edges.csv, zipped", writeCSV},
		{"json-ld", "application/ld+json", ".jsonld", "RDF tools", writeJSONLD},
		{"nquads", "application/n-quads", ".nq", "RDF tools", writeNQuads},
		{"trig", "application/trig", ".trig", "RDF tools", writeTriG},
	}
}

// ByName returns the format with a name.
func ByName(name string) (Format, bool) {
	formats := Formats()
	i := slices.IndexFunc(formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return formats[i], true
}

// Names returns the names of all formats.
func Names() []string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return names
}

// Write writes g to w. It streams and does not copy the subgraph.
func (f Format) Write(w io.Writer, g subgraph.Subgraph) error {
	out := bufio.NewWriterSize(w, 64<<10)
	if err := f.write(out, g); err != nil {
		return err
	}
	return out.Flush()
}
