package subgraph

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
)

// textOf is what a value is ordered by beside others: an IRI by itself, other terms as N-Quads.
func textOf(value quad.Value) string {
	switch value := value.(type) {
	case nil:
		return ""
	case quad.IRI:
		return string(value)
	}
	return string(nquads.AppendTerm(nil, value))
}

func compareTexts(a, b quad.Value) int {
	if a == b {
		return 0
	}
	return strings.Compare(textOf(a), textOf(b))
}

// compareValues orders no value before IRIs, those before strings, and strings before what else there is.
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
