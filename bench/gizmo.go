package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"graphd/internal/graph"
	"graphd/internal/graph/query/gizmo"
)

// Gizmo asks the same store in Gizmo. It supports the questions that Gizmo can express as one path.
type Gizmo struct {
	store  *graph.Store
	engine *gizmo.Interpreter
	marks  Marks
}

func newGizmo(store *graph.Store, marks Marks) *Gizmo {
	return &Gizmo{store, gizmo.New(nil, gizmo.Budgets{}), marks}
}

// Name implements System.
func (*Gizmo) Name() string { return "graphd, Gizmo" }

// Close implements System. It leaves the store open.
func (*Gizmo) Close() error { return nil }

func (g *Gizmo) script(question string) (script string, columns []string) {
	p := func(name string) string { return fmt.Sprintf("%q", term(name)) }
	v := func(mark string) string { return fmt.Sprintf("g.V(%q)", mark) }
	saidBy := func(actor string) string {
		return v(actor) + `.in(` + p("speaker") + `).tag("a").out(` + p("text") + `).tag("t").all()`
	}
	switch question {
	case "q1":
		return saidBy(g.marks.Popular), []string{"a", "t"}
	case "q2":
		return saidBy(g.marks.Rare), []string{"a", "t"}
	case "q3":
		return v(g.marks.Mid) + `.in(` + p("speaker") + `).in(` + p("respondsTo") + `).tag("r").save(` + p("speaker") + `,"who").save(` + p("text") + `,"t").all()`, []string{"r", "who", "t"}
	case "q4":
		return v(g.marks.Body) + `.in(` + p("memberOf") + `).and(` + v(g.marks.Topic) + `.in(` + p("about") + `).out(` + p("speaker") + `)).unique().all()`, []string{"id"}
	case "q7":
		return v(g.marks.Assertion) + `.out(null, "p").all()`, []string{"p", "id"}
	}
	if conditions := conditionsOf(question); conditions != nil {
		script = "g.V()"
		for _, c := range conditions {
			script += fmt.Sprintf(".has(%s, %q)", p(c.predicate), strings.Trim(c.object, `"`))
		}
		return script + ".all()", []string{"id"}
	}
	return "", nil
}

// Ask implements System. It runs the script of the question on its own snapshot.
func (g *Gizmo) Ask(question string, keep func(string)) (n int, err error) {
	script, columns := g.script(question)
	if script == "" {
		return 0, errUnsupported
	}
	snapshot, err := g.store.Snapshot()
	if err != nil {
		return 0, err
	}
	defer snapshot.Close()
	err = g.engine.Run(context.Background(), snapshot, gizmo.Script{Text: script}, func(row any) error {
		if n++; keep != nil {
			keep(gizmoRow(row, columns))
		}
		return nil
	})
	return n, err
}

// gizmoRow formats a row with IRIs as they are and other values as strings in N-Quads.
func gizmoRow(row any, columns []string) string {
	var terms []string
	for _, column := range columns {
		text := fmt.Sprint(row.(map[string]any)[column])
		if text[0] != '<' && text[0] != '"' {
			quoted, _ := json.Marshal(text)
			text = string(quoted)
		}
		terms = append(terms, text)
	}
	return strings.Join(terms, "\t")
}
