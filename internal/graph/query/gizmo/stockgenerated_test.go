package gizmo_test

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"graphd/internal/graph/pebblestore"
	"graphd/internal/graph/query/gizmo"
)

// runOurs returns this package's answer to a query.
func runOurs(t testing.TB, engine *gizmo.Interpreter, qs graph.QuadStore, text string) (a answer) {
	ctx, cancel := context.WithTimeout(t.Context(), 5*stockTime)
	defer cancel()
	err := engine.Run(ctx, qs, gizmo.Script{Text: text}, func(row any) error {
		line, err := jsonLine(row)
		a.Rows = append(a.Rows, line)
		return err
	})
	if err != nil {
		a.Fault = err.Error()
	}
	return a
}

// TestGeneratedSameAsStock runs random scripts with Cayley's Gizmo over its memory store, and with graphd's over the same
// store and over graphd's own.
func TestGeneratedSameAsStock(t *testing.T) {
	stock := newStock(t)
	engine := gizmo.New(prefixes, gizmo.Budgets{})
	ours := map[string]graph.QuadStore{"over Cayley's store": people(t), "over graphd's store": pebblePeople(t)}
	verdicts := map[string]int{}
	one := func(rt *rapid.T) {
		m := newMaker(rt)
		script := m.script()
		if name := known(m.used); name != "" {
			rt.Fatalf("%s is no documented difference", name)
		}
		rt.Logf("ours:  %s\nstock: %s", script.ours, script.stock)
		want := stock.ask(script.stock)
		for over, qs := range ours {
			m.planned = over == "over graphd's store"
			verdict, wrong := m.compare(want, runOurs(t, engine, qs, script.ours))
			if wrong != "" {
				rt.Fatalf("%s: %s", over, wrong)
			}
			verdicts[over+": "+verdict]++
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		for range 12 {
			one(rt)
		}
	})
	t.Log(verdicts)
}

func pebblePeople(t *testing.T) graph.QuadStore {
	store, err := pebblestore.OpenMemory(pebblestore.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	quads, err := peopleQuads()
	if err != nil {
		t.Fatal(err)
	}
	deltas := make([]graph.Delta, len(quads))
	for i, q := range quads {
		deltas[i] = graph.Delta{Quad: q, Action: graph.Add}
	}
	if err := store.ApplyDeltas(deltas, graph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	return store
}

// compare returns a verdict on two answers to a script, and what is wrong if they should agree and do not.
func (m *maker) compare(stock, ours answer) (verdict, wrong string) {
	stock.Rows = slices.Clone(stock.Rows)
	joins := m.used["unions and exclusions"]
	switch {
	case stock.Ended == "late" || stock.Ended == "long":
		return stock.Ended, ""
	case ours.Fault != "" && stock.Fault == "" || stock.Ended == "died" && !joins:
		return "", "stock: " + stock.Fault + stock.Ended + "; ours: " + ours.Fault
	case stock.Ended == "died":
		return "only ours answers", ""
	case stock.Fault != "" && ours.Fault != "":
		return "faults", ""
	case stock.Fault != "":
		return "", "stock: " + stock.Fault + "; ours answers"
	case m.free || m.order && joins:
		return "any of the rows", ""
	}
	if !m.order {
		stock.sort()
		ours.sort()
	}
	diff := cmp.Diff(stock.Rows, ours.Rows)
	switch {
	case diff == "" && len(ours.Rows) == 0:
		return "no rows", ""
	case diff == "":
		return "same", ""
	case m.order && m.tagged && slices.Equal(stock.nodes(), ours.nodes()):
		return "same nodes, other ways", ""
	case !m.order && (m.planned || joins || m.once || m.tagged) && slices.Equal(set(stock.nodes()), set(ours.nodes())):
		return "same nodes, other ways", ""
	case !m.order && joins && contains(set(ours.nodes()), set(stock.nodes())):
		return "ours has more", ""
	}
	return "", "rows differ (-stock +ours):\n" + diff
}

// nodes returns the values in the rows, regardless of how many paths lead to a node and of which path its tags are.
func (a answer) nodes() (out []string) {
	for _, row := range a.Rows {
		var tags struct{ ID, Who json.RawMessage }
		if json.Unmarshal([]byte(row), &tags) == nil {
			row = string(tags.ID) + string(tags.Who)
		}
		if _, err := strconv.Atoi(row); err != nil { // a count
			out = append(out, row)
		}
	}
	return out
}

func set(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

// sort sorts the rows, and the items of rows that are lists.
func (a *answer) sort() {
	var rows []string
	for _, row := range a.Rows {
		var list []json.RawMessage
		if json.Unmarshal([]byte(row), &list) != nil {
			rows = append(rows, row)
			continue
		}
		rows = append(rows, "a list")
		for _, item := range list {
			rows = append(rows, string(item))
		}
	}
	slices.Sort(rows)
	a.Rows = rows
}

// contains reports whether the sorted list contains all items of part.
func contains(list, part []string) bool {
	for _, row := range list {
		if len(part) > 0 && part[0] == row {
			part = part[1:]
		}
	}
	return len(part) == 0
}
