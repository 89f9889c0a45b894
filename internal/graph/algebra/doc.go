// Package algebra holds the corrected shape algebra that Gizmo and Cayley's GraphQL-style language run on.
//
// Cayley compiles a path to a tree of shapes, optimizes the tree and builds iterators from it. Several of its shapes and
// one of its passes (v0.7.7) lose results, repeat them or panic. [Optimize] takes the place of Cayley's shape.Optimize: it
// runs the same passes and substitutes the shapes of this package for the incorrect ones:
//
//   - sort gives each node the tags of its own paths (sort.go);
//   - union keeps the paths of every input when it is probed for one node (union.go);
//   - except has a size that is never negative, and excluding nothing keeps its input (except.go);
//   - recursion has correct tags when it is probed, nested or reversed, and each round is planned by the store
//     (recursion.go); build it with [FollowRecursive];
//   - a shape with an empty input is empty (optimize.go).
//
// [Prepare] is the main entry point: it optimizes a shape, adds its plan to a report and returns the iterator tree.
//
// The package depends on Cayley and on package queryplan, and on no query language. Shapes are immutable; iterators belong to
// one goroutine.
package algebra
