package pebblestore

import "github.com/cayleygraph/cayley/graph/shape"

// OptimizeShape takes over the parts of a query that this store does better than Cayley's generic iterators.
func (v *view) OptimizeShape(s shape.Shape) (shape.Shape, bool) { return s, false }
