package rowtable

import (
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
)

// csvCell returns value as a cell of CSV: a string as it is, null as the empty cell, anything else as JSON.
func csvCell(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	text, err := marshalRow(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	return text
}

// textCell returns value as a cell of a text table: on one line, with IRIs shortened.
func textCell(base vocab.Base, value any) string {
	return strings.Join(strings.Fields(csvCell(shortenIRIs(base, value))), " ")
}

// shortenIRIs returns value with shorter forms of the IRIs that it consists of: the name of a term of a closed list
// ("assert" for "<urn:graphd:ns:act-assert>"), and where base is not empty the short name of any other IRI
// ("actor:jane-doe"). The elements of a list are shortened too.
func shortenIRIs(base vocab.Base, value any) any {
	switch v := value.(type) {
	case string:
		iri, ok := strings.CutPrefix(v, "<")
		iri, closed := strings.CutSuffix(iri, ">")
		if !ok || !closed {
			return v
		}
		if _, name, ok := vocab.SplitConcept(quad.IRI(iri)); ok {
			return name
		}
		if base != "" {
			return base.Shorten(quad.IRI(iri))
		}
	case []any:
		short := make([]any, len(v))
		for i, item := range v {
			short[i] = shortenIRIs(base, item)
		}
		return short
	}
	return value
}
