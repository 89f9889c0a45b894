package vocab

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// closedLists holds the names of all closed lists.
var closedLists = []string{
	FormList, ActList, KindList, PolarityList, CertaintyList, TenseList, SourceFormList, CueClassList, EntityKindList, PrecisionList,
}

// SplitConcept splits the IRI of a member of a closed list into the names of the list and of the member: "act" and
// "assert" for g:act-assert. It returns false for any other IRI. SplitConcept is the inverse of ConceptOf.
func SplitConcept(iri quad.IRI) (list, name string, ok bool) {
	local, ok := strings.CutPrefix(string(iri), NS)
	if !ok {
		return "", "", false
	}
	list, name, ok = strings.Cut(local, "-")
	if !ok || name == "" || iri == SchemeOf(list) || !slices.Contains(closedLists, list) {
		return "", "", false
	}
	return list, name, true
}

// IRISuffix is appended to the name of a column to name the companion column with the IRIs of its terms.
const IRISuffix = "IRI"

// NameTerms replaces the members of closed lists in a row of a query by their names and adds companions with their IRIs:
// {"act": "<urn:graphd:ns:act-assert>"} becomes {"act": "assert", "actIRI": "g:act-assert"}. A list of terms becomes two
// lists. It works on objects within objects and lists, and keeps a companion that the row already has. It changes row in
// place.
func NameTerms(row any) {
	switch row := row.(type) {
	case []any:
		for _, item := range row {
			NameTerms(item)
		}
	case map[string]any:
		companions := map[string]any{}
		for column, value := range row {
			name, iri, ok := splitTerms(value)
			if !ok {
				NameTerms(value)
				continue
			}
			row[column] = name
			companions[column+IRISuffix] = iri
		}
		for column, iri := range companions {
			if _, taken := row[column]; !taken {
				row[column] = iri
			}
		}
	}
}

// splitTerms returns the name and the compact IRI of a term as queries write it, "<iri>", or of each term of a list that
// has only terms. It returns false for any other value.
func splitTerms(value any) (name, iri any, ok bool) {
	switch value := value.(type) {
	case string:
		inner, opened := strings.CutPrefix(value, "<"+NS)
		inner, closed := strings.CutSuffix(inner, ">")
		if !opened || !closed {
			return nil, nil, false
		}
		_, short, ok := SplitConcept(quad.IRI(NS + inner))
		return short, "g:" + inner, ok
	case []any:
		names, iris := make([]any, len(value)), make([]any, len(value))
		for i, item := range value {
			if _, nested := item.([]any); nested {
				return nil, nil, false
			}
			if names[i], iris[i], ok = splitTerms(item); !ok {
				return nil, nil, false
			}
		}
		return names, iris, len(value) > 0
	}
	return nil, nil, false
}

// IsTermOf reports whether iri and name are the compact IRI and the name of the same terms, as NameTerms writes them.
func IsTermOf(iri, name any) bool {
	if iris, ok := iri.([]any); ok {
		names, ok := name.([]any)
		return ok && slices.EqualFunc(iris, names, IsTermOf)
	}
	text, ok := iri.(string)
	local, prefixed := strings.CutPrefix(text, "g:")
	if !ok || !prefixed {
		return false
	}
	_, short, ok := SplitConcept(quad.IRI(NS + local))
	return ok && name == any(short)
}
