package view

import (
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
)

// Filter selects attributions: those that agree with every field that is not empty. Ids may be short, bare or whole.
type Filter struct {
	Actor    string // its source
	Body     string // its source, or on whose behalf the source speaks
	Topic    string // an entity or topic that its content mentions
	Act      string // "recommend"
	Form     string // "direct"
	Document string
	Q        string // occurs in its content, in any case
	From, To string // its document was issued then: 2020, 2020-07, 2020-07-21, or an RFC 3339 time; inclusive
}

// condition is a filter that an index answers: the attribution has one of the predicates with the object.
type condition struct {
	predicates []quad.IRI
	object     quad.IRI
}

// compiled is a Filter in the graph's terms.
type compiled struct {
	document   quad.IRI
	conditions []condition
	words      string // folded
	window     window
}

func (v *View) compile(f Filter) (compiled, error) {
	w, err := parseWindow(f.From, f.To)
	c := compiled{words: strings.ToLower(f.Q), window: w}
	if f.Document != "" {
		c.document = v.instance("doc", f.Document)
	}
	add := func(given string, object quad.IRI, predicates ...quad.IRI) {
		if given != "" {
			c.conditions = append(c.conditions, condition{predicates, object})
		}
	}
	add(f.Actor, v.instance("actor", f.Actor), vocab.Source)
	add(f.Body, v.instance("body", f.Body), vocab.Source, vocab.OnBehalfOf)
	add(f.Topic, v.instance("topic", f.Topic), vocab.About)
	add(f.Act, vocab.ConceptOf(vocab.ActList, f.Act), vocab.Act)
	add(f.Form, vocab.ConceptOf(vocab.FormList, f.Form), vocab.Form)
	return c, err
}

// collect finds up to limit attributions that c lets through, in order, past the cursor.
func (v *View) collect(ctx context.Context, c compiled, from cursor, limit int) ([]candidate, error) {
	groups, err := v.groups(ctx, c)
	if err != nil {
		return nil, err
	}
	var found []candidate
	for _, group := range groups {
		if !from.isStart() && group.place.compare(place{id: from.Doc, issued: from.Issued}) < 0 || !c.window.holds(group.issued) {
			continue
		}
		candidates, err := v.inDocument(ctx, group.place, group.only, func(s star) (bool, error) { return v.passes(c, s) })
		if err != nil {
			return nil, err
		}
		for _, candidate := range candidates {
			if candidate.passed(from) {
				continue
			}
			if found = append(found, candidate); len(found) == limit {
				return found, nil
			}
		}
	}
	return found, nil
}

// group is a document and which of its attributions to look at; nil for all.
type group struct {
	place
	only []quad.IRI
}

// groups is where to look, in order: the one document, or where the rarest condition holds, or where the words are, or
// every document. Words are looked for in the index of contents: it is gone through whole, but nothing beside it.
func (v *View) groups(ctx context.Context, c compiled) ([]group, error) {
	if c.document != "" {
		return v.group(ctx, map[quad.IRI][]quad.IRI{c.document: nil})
	}
	byDocument := map[quad.IRI][]quad.IRI{}
	switch {
	case len(c.conditions) > 0:
		rarest, err := v.rarest(ctx, c.conditions)
		if err != nil {
			return nil, err
		}
		for _, predicate := range rarest.predicates {
			if err := v.spread(ctx, quad.Quad{Predicate: predicate, Object: rarest.object}, "", byDocument); err != nil {
				return nil, err
			}
		}
	case c.words != "":
		if err := v.spread(ctx, quad.Quad{Predicate: vocab.ContentText}, c.words, byDocument); err != nil {
			return nil, err
		}
	default:
		shelf, err := v.shelf(ctx)
		groups := make([]group, len(shelf))
		for i, p := range shelf {
			groups[i].place = p
		}
		return groups, err
	}
	return v.group(ctx, byDocument)
}

func (v *View) group(ctx context.Context, byDocument map[quad.IRI][]quad.IRI) ([]group, error) {
	documents := make([]quad.IRI, 0, len(byDocument))
	for iri := range byDocument {
		documents = append(documents, iri)
	}
	shelf, err := v.places(ctx, documents)
	if err != nil {
		return nil, err
	}
	groups := make([]group, len(shelf))
	for i, p := range shelf {
		groups[i] = group{place: p, only: byDocument[p.iri]}
	}
	return groups, nil
}

// spread adds the subjects of the quads that agree with pattern, and whose object holds words in any case, to their
// documents, which are the quads' labels.
func (v *View) spread(ctx context.Context, pattern quad.Quad, words string, byDocument map[quad.IRI][]quad.IRI) error {
	return v.match(ctx, pattern, func(q graph.Ref) error {
		if words != "" {
			object, err := v.name(v.qs.QuadDirection(q, quad.Object))
			if err != nil || !holds(object, words) {
				return err
			}
		}
		label := v.qs.QuadDirection(q, quad.Label)
		if label == nil {
			return nil
		}
		doc, err := v.name(label)
		if err != nil {
			return err
		}
		subject, err := v.name(v.qs.QuadDirection(q, quad.Subject))
		if err != nil {
			return err
		}
		document, _ := doc.(quad.IRI)
		if iri, ok := subject.(quad.IRI); ok {
			byDocument[document] = append(byDocument[document], iri)
		}
		return nil
	})
}

// rarest is the condition whose object the fewest quads have.
func (v *View) rarest(ctx context.Context, conditions []condition) (condition, error) {
	best, bestSize := conditions[0], int64(-1)
	for _, c := range conditions {
		size := int64(0)
		if ref := v.qs.ValueOf(c.object); ref != nil {
			s, err := v.qs.QuadIteratorSize(ctx, quad.Object, ref)
			if err != nil {
				return best, err
			}
			size = s.Size
		}
		if bestSize < 0 || size < bestSize {
			best, bestSize = c, size
		}
	}
	return best, nil
}

// passes reports whether a star is an attribution's that agrees with every condition.
func (v *View) passes(c compiled, s star) (bool, error) {
	if !v.has(s, vocab.Type, vocab.Attribution) {
		return false, nil
	}
	for _, cond := range c.conditions {
		has := func(p quad.IRI) bool { return v.has(s, p, cond.object) }
		if !slices.ContainsFunc(cond.predicates, has) {
			return false, nil
		}
	}
	if c.words == "" {
		return true, nil
	}
	f := fields{v: v, s: s}
	return holds(f.first(vocab.ContentText), c.words), f.err
}

// holds reports whether a value's text holds words, which are in lower case.
func holds(value quad.Value, words string) bool {
	return strings.Contains(strings.ToLower(textOf(value)), words)
}
