package cayleyql

import (
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/query/qlang"
)

// language is the Language of this package's errors.
const language = "graphql"

// Query is a parsed query.
type Query struct{ fields []*field }

// field is one field of a query: at the top it selects nodes, below it follows a predicate.
type field struct {
	alias    string // its key in the answer
	via      quad.IRI
	reverse  bool // follow via from its object to its subject
	optional bool // an object without a value is kept
	unnest   bool // the fields of its object are merged into the object above
	every    bool // its selection is "*": all predicates that lead from the node
	labels   []quad.Value
	args     []fieldArgument
	fields   []*field
	line     int
	column   int
}

// fieldArgument requires that a node has an edge to one of values, which may be empty; or it is id, first or offset.
type fieldArgument struct {
	via          quad.IRI
	reverse      bool
	values       []quad.Value
	labels       []quad.Value
	line, column int
}

// Names of fields and arguments that are not predicates.
const (
	nameID     quad.IRI = "id"     // the node itself
	nameFirst  quad.IRI = "first"  // at most this many objects
	nameOffset quad.IRI = "offset" // skip this many objects
	nameEvery           = "*"
)

// isValue reports whether a field has neither arguments nor a selection and so yields plain values.
func (f *field) isValue() bool { return len(f.args)+len(f.fields) == 0 && !f.every }

// errorf returns an ErrInvalid error with the position of the field.
func (f *field) errorf(format string, args ...any) error {
	err := qlang.Invalidf(language, format, args...)
	err.Line, err.Column = f.line, f.column
	return err
}

// ids returns the nodes that the argument id names.
func (f *field) ids() (nodes []quad.Value) {
	for _, a := range f.args {
		if a.via == nameID {
			nodes = append(nodes, a.values...)
		}
	}
	return nodes
}

// isEdge reports whether the argument requires an edge.
func (a fieldArgument) isEdge() bool {
	return a.via != nameID && a.via != nameFirst && a.via != nameOffset
}

// objectWindow selects which objects of a field are wanted.
type objectWindow struct{ skip, max int }

// window returns the window that the arguments first and offset ask for.
func (f *field) window() (objectWindow, error) {
	w := objectWindow{max: maxValues}
	for _, a := range f.args {
		if a.via != nameFirst && a.via != nameOffset {
			continue
		}
		n, ok := quad.Int(0), len(a.values) == 1
		if ok {
			n, ok = a.values[0].(quad.Int)
		}
		if !ok {
			err := qlang.Invalidf(language, "%s takes one whole number", string(a.via))
			err.Line, err.Column = a.line, a.column
			return w, err
		}
		if a.via == nameOffset {
			w.skip = int(max(n, 0))
		} else if n >= 0 {
			w.max = int(min(n, maxValues))
		}
	}
	return w, nil
}

// admit reports whether the next object is within the window, and counts the objects that it skips.
func (w *objectWindow) admit() bool {
	if w.skip > 0 {
		w.skip--
		return false
	}
	return true
}
