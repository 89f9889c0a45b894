// Package subgraph selects a part of the graph around some nodes, for visualisation and analysis tools.
//
// Select traverses a snapshot breadth first from the roots of a Selection and returns a Subgraph: nodes with their
// attributes, and every selected edge between them. Where a limit leaves edges out, the best connected nodes are kept and the
// Subgraph reports what is missing. Package export writes a Subgraph in the formats of other tools.
package subgraph
