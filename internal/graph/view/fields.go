package view

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/vocab"
)

// fields reads the properties of a star one after the other. After an error, which it keeps, it reads nothing more.
type fields struct {
	v   *View
	s   star
	err error
}

// all returns the values of the predicate, sorted by their text.
func (f *fields) all(predicate quad.IRI) []quad.Value {
	if f.err != nil {
		return nil
	}
	values, err := f.v.objects(f.s, predicate)
	f.err = err
	return values
}

// first returns the first value of the predicate; nil if there is none.
func (f *fields) first(predicate quad.IRI) quad.Value {
	if values := f.all(predicate); len(values) > 0 {
		return values[0]
	}
	return nil
}

// iri returns the first value of the predicate if it is an IRI; otherwise "".
func (f *fields) iri(predicate quad.IRI) quad.IRI {
	iri, _ := f.first(predicate).(quad.IRI)
	return iri
}

// id returns the short id of the predicate's value, or "".
func (f *fields) id(predicate quad.IRI) string {
	if iri := f.iri(predicate); iri != "" {
		return f.v.short(iri)
	}
	return ""
}

// ids returns the short ids of the predicate's values; nil if there are none.
func (f *fields) ids(predicate quad.IRI) (ids []string) {
	for _, value := range f.all(predicate) {
		if iri, ok := value.(quad.IRI); ok {
			ids = append(ids, f.v.short(iri))
		}
	}
	return ids
}

func (f *fields) text(predicate quad.IRI) string { return textOf(f.first(predicate)) }

func (f *fields) texts(predicate quad.IRI) []string {
	var texts []string
	for _, value := range f.all(predicate) {
		texts = append(texts, textOf(value))
	}
	return texts
}

// concept returns the name of a concept of a closed list: "recommend" for g:act-recommend.
func (f *fields) concept(predicate quad.IRI, list string) string {
	return strings.TrimPrefix(textOf(f.first(predicate)), string(vocab.ConceptOf(list, "")))
}

// float returns the value of the predicate as a number; 0 if there is none.
func (f *fields) float(predicate quad.IRI) float64 {
	value := f.first(predicate)
	if value == nil {
		return 0
	}
	n, err := strconv.ParseFloat(textOf(value), 64)
	if err != nil {
		f.fail(predicate, value)
	}
	return n
}

// isAtLeast reports whether the confidence of an attribution is at least a bound. One without confidence is certain, and so is
// one that a person has confirmed.
func (f *fields) isAtLeast(bound float64) bool {
	return bound <= 0 || f.first(vocab.Confidence) == nil || f.first(vocab.ConfirmedBy) != nil || f.float(vocab.Confidence) >= bound
}

func (f *fields) int(predicate quad.IRI) int {
	value := f.first(predicate)
	n, err := strconv.Atoi(textOf(value))
	if err != nil {
		f.fail(predicate, value)
	}
	return n
}

func (f *fields) fail(predicate quad.IRI, value quad.Value) {
	if f.err == nil {
		f.err = fmt.Errorf("%v of a node in the graph is %v, not a number: run `graphd check`", predicate, value)
	}
}

// textOf returns the text of a value, without its type or language.
func textOf(value quad.Value) string { return nquads.Plain(value) }

func compareValues(a, b quad.Value) int { return cmp.Compare(quad.ToString(a), quad.ToString(b)) }

// contains reports whether the text of a value contains words, which are in lower case.
func contains(value quad.Value, words string) bool {
	return strings.Contains(strings.ToLower(textOf(value)), words)
}
