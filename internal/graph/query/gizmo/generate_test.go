package gizmo_test

import (
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// text is a piece of a script in two forms: as graphd runs it, and as Cayley's Gizmo must be asked to mean the same. The forms
// differ only where graphd corrects Cayley; differences (stockdifferences_test.go) lists all corrections.
type text struct{ ours, stock string }

func same(s string) text { return text{s, s} }

// put formats pieces, like Sprintf.
func put(format string, pieces ...text) text {
	ours, stock := make([]any, len(pieces)), make([]any, len(pieces))
	for i, p := range pieces {
		ours[i], stock[i] = p.ours, p.stock
	}
	return text{fmt.Sprintf(format, ours...), fmt.Sprintf(format, stock...)}
}

// join returns the pieces with commas between them.
func join(pieces ...text) text {
	return put(strings.Join(slices.Repeat([]string{"%s"}, len(pieces)), ", "), pieces...)
}

// maker draws scripts from the grammar of Gizmo: every method, in both spellings, with every form of argument.
type maker struct {
	t       *rapid.T
	used    map[string]bool // corrections that the script uses
	tagged  bool            // rows have tags besides id
	free    bool            // which rows are returned depends on the order of nodes in the store
	order   bool            // the order of the rows is defined
	sorted  bool            // a step sorts, which Cayley is not asked to do
	planned bool            // the store plans paths, so conditions that hold in several ways are all combined
	once    bool            // a step drops tags or paths
}

func newMaker(t *rapid.T) *maker { return &maker{t: t, used: map[string]bool{}} }

func (m *maker) below(n int) int { return rapid.IntRange(0, n-1).Draw(m.t, "choice") }

// rare returns true in one of n cases.
func (m *maker) rare(n int) bool { return m.below(n) == n-1 }

func (m *maker) pick(options ...string) string { return options[m.below(len(options))] }

func oneOf[T any](m *maker, options ...func() T) T { return options[m.below(len(options))]() }

// several returns one to most pieces.
func (m *maker) several(most int, piece func() text) []text {
	out := []text{piece()}
	for len(out) < most && m.rare(3) {
		// A repeated node: the plan decides whether it counts twice.
		if p := piece(); !slices.ContainsFunc(out, func(o text) bool { return meaning(o) == meaning(p) }) {
			out = append(out, p)
		}
	}
	return out
}

// corrected returns a piece that has another form for Cayley, and notes the correction.
func (m *maker) corrected(name, ours, stock string) text {
	m.used[name] = true
	return text{ours, stock}
}

// spelled returns the name of a method in one of its spellings.
func (m *maker) spelled(name string) text {
	if !m.rare(4) {
		return same(name)
	}
	capital := strings.ToUpper(name[:1]) + name[1:]
	if name == "order" {
		return m.corrected("capital order", capital, name)
	}
	return same(capital)
}

func (m *maker) call(name string, args ...text) text {
	return put(".%s(%s)", m.spelled(name), join(args...))
}

// meaning returns the same text for every notation of a node.
func meaning(node text) string {
	if one, ok := alias[node.stock]; ok {
		return one
	}
	return node.stock
}

var alias = map[string]string{
	`iri("bob")`: `"<bob>"`, `g.IRI("greg")`: `"<greg>"`, `graph.Uri("dani")`: `"<dani>"`, `str("quiet")`: `"quiet"`, `31.0`: `31`,
	`bnode("nobody")`: `"_:nobody"`, `lang("Алиса", "ru")`: `"\"Алиса\"@ru"`, `iri("follows")`: `"<follows>"`,
}

var peopleNames = []string{`"<alice>"`, `"<bob>"`, `"<charlie>"`, `"<dani>"`, `"<emily>"`, `"<fred>"`, `"<greg>"`}

// node returns a node in any notation.
func (m *maker) node() text {
	if !m.rare(4) {
		return same(m.pick(peopleNames...))
	}
	switch m.below(12) {
	case 0:
		return m.corrected("prefixes", m.pick(`"p:gill"`, `"<p:gill>"`, `iri("p:gill")`), `"<urn:people:gill>"`)
	case 1:
		return m.corrected("typed", `typed("31", "http://www.w3.org/2001/XMLSchema#integer")`, `31`)
	case 2:
		return same(m.pick(`31`, `31.0`, `45`, `1.84`, `true`, `7`, `-0.5`, `false`))
	case 3:
		return same(m.pick(`new Date("1989-03-02T10:00:00Z")`, `new Date(0)`))
	case 4:
		return same(m.pick(`"\"Алиса\"@ru"`, `lang("Алиса", "ru")`))
	case 5:
		return same(m.pick(`"_:nobody"`, `bnode("nobody")`))
	default:
		return same(m.pick(`iri("bob")`, `g.IRI("greg")`, `graph.Uri("dani")`, `"quiet"`, `"loud"`, `str("quiet")`, `"Alice"`, `"<nobody>"`, `"<_x>"`, `"<winter>"`, `"<follows>"`, `"<status>"`))
	}
}

func (m *maker) twoNodes() (a, b text) {
	for a, b = m.node(), m.node(); meaning(a) == meaning(b); {
		b = m.node()
	}
	return a, b
}

func (m *maker) predicate() text {
	return same(m.pick(`"<follows>"`, `"<follows>"`, `"<follows>"`, `"<status>"`, `"<status>"`, `"<name>"`, `"<age>"`, `"<born>"`, `"<height>"`, `iri("follows")`, `"<none>"`, `"<urn:people:knows>"`))
}

// via returns a predicate argument other than null.
func (m *maker) via(depth int) text {
	switch m.below(12) {
	case 0:
		return same(m.pick("null", "undefined"))
	case 1, 2:
		return put("[%s]", join(m.several(3, m.predicate)...))
	case 3:
		return put("[[%s]]", join(m.several(2, m.predicate)...))
	case 4:
		return put(`%s.V(%s)`, m.root(), join(m.several(2, m.predicate)...))
	case 5:
		return put(`[g.V(%s)]`, m.predicate())
	case 6:
		return m.manyVias()
	case 7:
		if depth > 0 {
			return m.path(depth - 1)
		}
		return put(`g.V(%s).outPredicates()`, m.node())
	}
	return m.predicate()
}

// manyVias returns lists that Cayley does not accept.
func (m *maker) manyVias() text {
	a, b := m.predicate(), m.predicate()
	for a == b {
		b = m.predicate()
	}
	m.used["unions and exclusions"] = true
	switch m.below(3) {
	case 0:
		return text{put(`[g.V(%s), g.V(%s)]`, a, b).ours, m.corrected("paths in a list", "", put(`g.V(%s).or(g.V(%s))`, a, b).stock).stock}
	case 1:
		return text{put(`[%s, [%s]]`, a, b).ours, m.corrected("lists in a list", "", put(`[%s, %s]`, a, b).stock).stock}
	}
	return m.corrected("empty list", "[]", `["<none>"]`)
}

// tagNames returns the tags of an edge.
func (m *maker) tagNames() []text {
	m.tagged = true
	switch m.below(5) {
	case 0:
		return []text{same(`["x", "y"]`)}
	case 1:
		return []text{same(`"x"`), same(`"y"`)}
	case 2:
		return []text{m.corrected("null tags", `"z", null`, `"z"`)}
	}
	return []text{same(m.pick(`"x"`, `"y"`, `["z"]`))}
}

// edge returns the arguments of in, out or both.
func (m *maker) edge(depth int) []text {
	if m.rare(6) {
		return nil
	}
	args := []text{m.via(depth)}
	if m.rare(4) {
		args = append(args, m.tagNames()...)
	}
	return args
}

func (m *maker) root() text { return same(m.pick("g", "g", "graph")) }

// start returns the beginning of a path.
func (m *maker) start() text {
	name := same(m.pick("V", "V", "Vertex"))
	switch m.below(6) {
	case 0:
		return put("%s.%s()", m.root(), name)
	case 1:
		a, b := m.twoNodes()
		m.used["list of nodes"] = true
		return text{put("g.V([%s, %s])", a, b).ours, put("g.V(%s, %s)", a, b).stock}
	}
	return put("%s.%s(%s)", m.root(), name, join(m.several(3, m.node)...))
}

// path returns a whole path.
func (m *maker) path(depth int) text {
	p := m.start()
	for range m.below(4) {
		p = put("%s%s", p, m.step(depth))
	}
	return p
}

// morphism returns a path without a start. Cayley cannot reverse every step.
func (m *maker) morphism(depth int) text {
	p := put("%s.%s()", m.root(), same(m.pick("M", "Morphism")))
	for range 1 + m.below(2) {
		p = put("%s%s", p, m.turnable(depth))
	}
	return p
}
