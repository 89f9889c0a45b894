package gizmo_test

import "fmt"

// script returns a whole script: declarations, loops, finals.
func (m *maker) script() text {
	switch m.below(8) {
	case 0:
		name := m.pick("follow", "Follow", "followR", "followRecursive")
		m.once = name == "followRecursive"
		return put("var m = %s; %s", m.morphism(1), m.final(put("%s.%s(m)%s", m.path(0), same(name), m.step(0))))
	case 1:
		return put(`[%s].forEach(function (n) { %s })`, join(m.several(3, m.node)...), m.final(put("g.V(n)%s", m.step(0))))
	case 2:
		return put(`for (var i = 0; i < 2; i++) { %s }`, m.final(m.path(0)))
	case 3:
		return put("var p = %s; %s; %s", m.path(1), m.final(put("p%s", m.step(0))), m.final(same("p")))
	case 4:
		return put("%s; %s", m.namespaces(), m.final(m.path(1)))
	case 5:
		return m.inOrder()
	}
	return m.final(m.path(2))
}

func (m *maker) namespaces() text {
	switch m.below(3) {
	case 0:
		return put(`g.%s("pp", "urn:people:")`, m.spelled("addNamespace"))
	case 1:
		return put(`graph.%s()`, m.spelled("addDefaultNamespaces"))
	}
	return put(`g.%s()`, m.spelled("loadNamespaces"))
}

// inOrder returns a script whose rows have a defined order.
func (m *maker) inOrder() text {
	m.order = true
	p := put("%s.unique()%s", m.path(1), m.call("order"))
	if m.rare(2) {
		p = put("%s%s", p, m.call("skip", same(m.pick("0", "1", "2"))))
	}
	if m.rare(2) {
		p = put("%s%s", p, m.call("limit", same(m.pick("1", "2", "5"))))
	}
	switch m.below(4) {
	case 0:
		return put("g.emit(%s%s)", p, m.call("toArray"))
	case 1:
		return put(`%s.forEach(function (d) { g.emit(d.id) })`, p)
	}
	return put("%s.all()", p)
}

// final returns a call that runs a path.
func (m *maker) final(p text) text {
	switch m.below(10) {
	case 0:
		return m.getLimit(p)
	case 1:
		return m.each(p)
	case 2:
		counts := m.counts()
		m.once, m.free = true, m.free || len(counts) > 0
		return m.emitted(put("%s%s", p, m.call("toArray", counts...)))
	case 3:
		counts := m.counts()
		m.free = m.free || m.sorted || len(counts) > 0
		return m.emitted(put("%s%s", p, m.call("tagArray", counts...)))
	case 4:
		m.free = m.free || m.rare(2)
		if !m.free {
			p = put("%s.is(%s)", p, m.node())
			m.once = true
		}
		return m.emitted(put("%s%s", p, m.call(m.pick("toValue", "tagValue"))))
	case 5:
		m.used["count"] = true
		m.once = m.once || m.used["unions and exclusions"] || m.tagged
		return m.emitted(text{p.ours + m.pick(".count()", ".Count()"), p.stock + ".tagArray().length"})
	}
	return put("%s%s", p, m.call("all"))
}

// getLimit returns a call of getLimit, which in Cayley also limits the paths that follow.
func (m *maker) getLimit(p text) text {
	n := m.pick("1", "-1", "1000", "0", "500")
	m.free = m.free || n == "1"
	m.used["own limit"] = true
	return put("%s%s%s", p, m.call("getLimit", same(n)), text{"", `; g.V("<nobody>").getLimit(-1)`})
}

func (m *maker) counts() []text {
	if m.rare(5) {
		return []text{same(m.pick("1", "2", "-1", "1000"))}
	}
	return nil
}

// emitted returns a statement that makes a row of a value. At the end of a script, the value alone may be enough.
func (m *maker) emitted(value text) text {
	return put("g.%s(%s)", m.spelled("emit"), value)
}

func (m *maker) each(p text) text {
	name := m.spelled(m.pick("forEach", "map"))
	body := m.pick(`g.emit(d)`, `g.emit(d.id)`, `g.emit({who: d.id, x: d.x})`, `g.emit({id: d.id, x: d.x, others: [1, 1.5, true, null]})`, `g.Emit(Object.keys(d).length)`,
		`g.V(d.id).all()`, `if (d.id != "<bob>") g.emit(d)`, `g.emit("" + (d.a == d.id))`)
	if m.rare(6) {
		m.free = true
		return put(fmt.Sprintf(`%%s.%%s(%s, function (d) { %s })`, m.pick("1", "2", "100"), body), p, name)
	}
	return put(fmt.Sprintf(`%%s.%%s(function (d) { %s })`, body), p, name)
}
