package main

import (
	"context"
	"fmt"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/nquads"
)

// Paths asks graphd's store in process through Cayley's path API. Each question gets its own snapshot.
type Paths struct {
	store *graph.Store
	marks Marks
}

// Name implements System.
func (*Paths) Name() string { return "graphd" }

// Close implements System. It leaves the store open.
func (*Paths) Close() error { return nil }

// pathRows counts rows, and passes them on if they are wanted.
type pathRows struct {
	keep func(string)
	n    int
}

func (r *pathRows) add(values ...quad.Value) {
	if r.n++; r.keep == nil {
		return
	}
	terms := make([]string, len(values))
	for i, v := range values {
		terms[i] = string(nquads.AppendTerm(nil, v))
	}
	r.keep(strings.Join(terms, "\t"))
}

func plain(term string) quad.IRI { return quad.IRI(strings.Trim(term, "<>")) }

// nodeOf returns the value of an IRI or string in N-Quads.
func nodeOf(term string) quad.Value {
	if text, isString := strings.CutPrefix(term, `"`); isString {
		return quad.String(strings.TrimSuffix(text, `"`))
	}
	return plain(term)
}

func pred(name string) quad.IRI { return quad.IRI(namespace + name) }

// Ask implements System. It opens a snapshot and iterates over the path of the question.
func (p *Paths) Ask(question string, keep func(string)) (int, error) {
	snapshot, err := p.store.Snapshot()
	if err != nil {
		return 0, err
	}
	defer snapshot.Close()
	q, r := pathQuestion{context.Background(), snapshot, p.marks}, &pathRows{keep: keep}
	if err := q.ask(question, r); err != nil {
		return r.n, err
	}
	return r.n, snapshot.Err()
}

type pathQuestion struct {
	ctx   context.Context
	qs    *graph.Snapshot
	marks Marks
}

func (q pathQuestion) from(term string) *path.Path { return path.StartPath(q.qs, plain(term)) }

func (q pathQuestion) ask(question string, r *pathRows) error {
	switch question {
	case "q1":
		return q.saidBy(q.marks.Popular, r)
	case "q2":
		return q.saidBy(q.marks.Rare, r)
	case "q3":
		return q.from(q.marks.Mid).In(pred("speaker")).In(pred("respondsTo")).Tag("r").Save(pred("speaker"), "who").Save(pred("text"), "t").
			Iterate(q.ctx).TagValues(q.qs, func(m map[string]quad.Value) { r.add(m["r"], m["who"], m["t"]) })
	case "q4":
		spoke := q.from(q.marks.Topic).In(pred("about")).Out(pred("speaker"))
		return q.from(q.marks.Body).In(pred("memberOf")).And(spoke).Unique().
			Iterate(q.ctx).EachValue(q.qs, func(v quad.Value) { r.add(v) })
	case "q5":
		return q.perSpeaker(r)
	case "q6":
		return q.around(r)
	case "q7":
		return q.properties(r)
	case "q8":
		return q.neighbours(r)
	}
	if conditions := conditionsOf(question); conditions != nil {
		return q.intersect(conditions, r)
	}
	return fmt.Errorf("no question %s", question)
}

func (q pathQuestion) intersect(conditions []condition, r *pathRows) error {
	p := path.StartPath(q.qs)
	for _, c := range conditions {
		p = p.Has(pred(c.predicate), nodeOf(c.object))
	}
	return p.Iterate(q.ctx).EachValue(q.qs, func(v quad.Value) { r.add(v) })
}

func (q pathQuestion) saidBy(actor string, r *pathRows) error {
	return q.from(actor).In(pred("speaker")).Tag("a").Out(pred("text")).Tag("t").
		Iterate(q.ctx).TagValues(q.qs, func(m map[string]quad.Value) { r.add(m["a"], m["t"]) })
}

// perSpeaker counts by reference, and looks up the names of the speakers at the end.
func (q pathQuestion) perSpeaker(r *pathRows) error {
	counts := map[cayley.Ref]int{}
	err := q.from(q.marks.Topic).In(pred("about")).Out(pred("speaker")).
		Iterate(q.ctx).Each(func(speaker cayley.Ref) { counts[speaker]++ })
	for speaker, n := range counts {
		name := q.qs.NameOf(speaker)
		if r.n++; r.keep != nil {
			r.keep(fmt.Sprintf("%s\t%d", nquads.AppendTerm(nil, name), n))
		}
	}
	return err
}

func (q pathQuestion) properties(r *pathRows) error {
	it := q.qs.QuadIterator(quad.Subject, q.qs.ValueOf(plain(q.marks.Assertion)))
	defer it.Close()
	for it.Next(q.ctx) {
		found := q.qs.Quad(it.Result())
		r.add(found.Predicate, found.Object)
	}
	return it.Err()
}

// neighbours compares topics by reference, and looks up the names of the speakers at the end.
func (q pathQuestion) neighbours(r *pathRows) error {
	x, found := q.qs.ValueOf(plain(q.marks.Mid)), map[cayley.Ref]bool{}
	err := q.from(q.marks.Mid).In(pred("speaker")).Save(pred("about"), "t").Out(pred("inDocument")).
		In(pred("inDocument")).Save(pred("about"), "t2").Save(pred("speaker"), "y").
		Iterate(q.ctx).TagEach(func(m map[string]cayley.Ref) {
		if m["t"] == m["t2"] && m["y"] != x {
			found[m["y"]] = true
		}
	})
	for who := range found {
		r.add(q.qs.NameOf(who))
	}
	return err
}

// around iterates over the quads of X, and then over those of its neighbours.
func (q pathQuestion) around(r *pathRows) error {
	x := q.qs.ValueOf(plain(q.marks.Mid))
	seen, edges, front := map[cayley.Ref]bool{x: true}, map[cayley.Ref]bool{}, []cayley.Ref{x}
	for range 2 {
		var next []cayley.Ref
		for _, node := range front {
			for _, at := range []quad.Direction{quad.Subject, quad.Object} {
				it := q.qs.QuadIterator(at, node)
				for len(edges) < mostEdges && it.Next(q.ctx) {
					edge := it.Result()
					if edges[edge] {
						continue
					}
					edges[edge] = true
					found := q.qs.Quad(edge)
					r.add(found.Subject, found.Predicate, found.Object, found.Label)
					other := q.qs.QuadDirection(edge, opposite(at))
					if !seen[other] {
						seen[other] = true
						next = append(next, other)
					}
				}
				if err := it.Err(); err != nil {
					return err
				}
				it.Close()
			}
		}
		front = next
	}
	return nil
}

func opposite(at quad.Direction) quad.Direction {
	if at == quad.Subject {
		return quad.Object
	}
	return quad.Subject
}
