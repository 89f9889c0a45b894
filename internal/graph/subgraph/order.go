package subgraph

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
)

// textOf returns the text by which a value is ordered: an IRI without brackets, other values as N-Quads.
func textOf(value quad.Value) string {
	switch value := value.(type) {
	case nil:
		return ""
	case quad.IRI:
		return string(value)
	}
	return string(nquads.AppendTerm(nil, value))
}

// compareTexts orders values by textOf.
func compareTexts(a, b quad.Value) int {
	if a == b {
		return 0
	}
	return strings.Compare(textOf(a), textOf(b))
}

// compareValues orders nil before IRIs, IRIs before strings, and strings before other values.
func compareValues(a, b quad.Value) int {
	switch a := a.(type) {
	case quad.IRI:
		if b, ok := b.(quad.IRI); ok {
			return strings.Compare(string(a), string(b))
		}
	case quad.String:
		if b, ok := b.(quad.String); ok {
			return strings.Compare(string(a), string(b))
		}
	}
	if c := cmp.Compare(rankOf(a), rankOf(b)); c != 0 || a == b {
		return c
	}
	return bytes.Compare(nquads.AppendTerm(nil, a), nquads.AppendTerm(nil, b))
}

// rankOf returns the rank of the type of v in compareValues.
func rankOf(v quad.Value) int {
	switch v.(type) {
	case nil:
		return 0
	case quad.IRI:
		return 1
	case quad.String:
		return 2
	}
	return 3
}
