package graph

import (
	"context"
	"errors"
	"testing"

	"github.com/cayleygraph/quad"
)

func TestReplaceIsIdempotentAndExact(t *testing.T) {
	ctx, s := context.Background(), memory(t)
	one, two := quad.IRI("doc:1"), quad.IRI("doc:2")
	shared := iris("a", "said", "x")
	replace := func(label quad.Value, want Change, quads ...quad.Quad) {
		t.Helper()
		got, err := s.Replace(ctx, label, quads)
		if err != nil || got != want {
			t.Fatalf("replace %v: %+v, %v; want %+v", label, got, err, want)
		}
	}
	replace(one, Change{Added: 2}, shared, iris("a", "said", "y"))
	replace(one, Change{Unchanged: 2}, shared, iris("a", "said", "y"))
	replace(two, Change{Added: 1}, shared)
	replace(one, Change{Added: 1, Removed: 1, Unchanged: 1}, shared, iris("a", "said", "z"))
	replace(two, Change{Removed: 1})
	replace(two, Change{})
	want := "<a> <said> <x> <doc:1> .\n<a> <said> <z> <doc:1> .\n"
	if got := dump(t, s); got != want {
		t.Errorf("the store holds\n%swant\n%s", got, want)
	}
	if got, err := s.Withdraw(ctx, one); err != nil || got != (Change{Removed: 2}) {
		t.Errorf("withdraw: %+v, %v", got, err)
	}
	stats, err := s.Stats(ctx)
	if stats.Bytes = 0; err != nil || stats != (Stats{}) {
		t.Errorf("the empty store holds %+v, %v", stats, err)
	}
}

func TestApplyRefusesWhatCannotBeWritten(t *testing.T) {
	ctx, s := context.Background(), memory(t)
	for name, q := range map[string]quad.Quad{
		"no object":       {Subject: quad.IRI("a"), Predicate: quad.IRI("b")},
		"empty IRI":       {Subject: quad.IRI(""), Predicate: quad.IRI("b"), Object: quad.IRI("c")},
		"not UTF-8":       {Subject: quad.IRI("a"), Predicate: quad.IRI("b"), Object: quad.String("\xff")},
		"bad language":    {Subject: quad.IRI("a"), Predicate: quad.IRI("b"), Object: quad.LangString{Value: "x", Lang: "e n"}},
		"bad blank node":  {Subject: quad.BNode("a b"), Predicate: quad.IRI("b"), Object: quad.IRI("c")},
		"untyped literal": {Subject: quad.IRI("a"), Predicate: quad.IRI("b"), Object: quad.TypedString{Value: "x"}},
	} {
		if _, err := s.Apply(ctx, Edit{Add: []quad.Quad{iris("x", "y", "z"), q}}); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := dump(t, s); got != "" {
		t.Errorf("a rejected edit left %s", got)
	}
	foreign := []quad.Quad{iris("a", "b", "c", "doc:2")}
	if _, err := s.Replace(ctx, quad.IRI("doc:1"), foreign); !errors.Is(err, ErrInvalid) {
		t.Errorf("a quad of another graph: %v", err)
	}
	if _, err := s.Replace(ctx, nil, foreign); !errors.Is(err, ErrInvalid) {
		t.Errorf("no label: %v", err)
	}
}
