package graphql

import (
	"fmt"
	"strings"

	gophers "github.com/graph-gophers/graphql-go"

	"graphd/api"
	"graphd/internal/graph/view"
	"graphd/internal/graph/vocab"
)

type attributionFilter struct {
	Actor, Body, Topic, Document *gophers.ID
	Act, Form, Q, From, To       *string
	MinConfidence                *float64
}

// within returns the filter combined with the fields that its place in the query fixes.
func (f *attributionFilter) within(fixed api.AttributionQuery) (api.AttributionQuery, error) {
	if f == nil {
		fixed.MinConfidence = vocab.LeastConfidence
		return fixed, nil
	}
	given := api.AttributionQuery{
		Actor: id(f.Actor), OfBody: id(f.Body), Topic: id(f.Topic), Document: id(f.Document),
		Act: concept(f.Act), Form: concept(f.Form), Q: text(f.Q), From: text(f.From), To: text(f.To),
		LeastConfidence: api.LeastConfidence{MinConfidence: vocab.LeastConfidence},
	}
	if f.MinConfidence != nil {
		given.MinConfidence = *f.MinConfidence
	}
	err := join(map[string]filterField{
		"actor": {&given.Actor, fixed.Actor}, "body": {&given.OfBody, fixed.OfBody},
		"topic": {&given.Topic, fixed.Topic}, "document": {&given.Document, fixed.Document},
	})
	return given, err
}

type documentFilter struct {
	Mentions                                        *gophers.ID
	Q, Publisher, Author, URL, Identifier, From, To *string
}

func (f *documentFilter) within(fixed api.DocumentQuery) (api.DocumentQuery, error) {
	if f == nil {
		return fixed, nil
	}
	given := api.DocumentQuery{
		Mentions: id(f.Mentions), Q: text(f.Q), Publisher: text(f.Publisher), Author: text(f.Author),
		URL: text(f.URL), Identifier: text(f.Identifier), From: text(f.From), To: text(f.To),
	}
	err := join(map[string]filterField{"mentions": {&given.Mentions, fixed.Mentions}})
	return given, err
}

type entityFilter struct {
	Q, Kind  *string
	Document *gophers.ID
}

func (f *entityFilter) within(fixed api.EntityQuery) (api.EntityQuery, error) {
	if f == nil {
		return fixed, nil
	}
	given := api.EntityQuery{Q: text(f.Q), Kind: concept(f.Kind), Document: id(f.Document)}
	err := join(map[string]filterField{"document": {&given.Document, fixed.Document}})
	return given, err
}

// filterField is a field of a filter and the value that its place in the query fixes, or "".
type filterField struct {
	given *string
	fixed string
}

// join sets the fixed fields. A field that is both given and fixed is an error.
func join(fields map[string]filterField) error {
	for name, f := range fields {
		if f.fixed == "" {
			continue
		}
		if *f.given != "" {
			return fmt.Errorf("filter: %w: %s is already %q here; leave it out", view.ErrFilter, name, f.fixed)
		}
		*f.given = f.fixed
	}
	return nil
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func id(given *gophers.ID) string { return text((*string)(given)) }

// optional returns a pointer to s, or nil for "".
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// member returns a concept as a value of the schema's enumerations: NON_FUTURE for "non-future". It returns nil for "".
func member(concept string) *string {
	return optional(strings.ToUpper(strings.ReplaceAll(concept, "-", "_")))
}

// concept returns the concept of an enumeration value; it is the inverse of member.
func concept(member *string) string {
	return strings.ToLower(strings.ReplaceAll(text(member), "_", "-"))
}
