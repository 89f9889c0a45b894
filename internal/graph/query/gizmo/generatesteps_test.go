package gizmo_test

// step returns any step of a path.
func (m *maker) step(depth int) text {
	if m.rare(3) {
		return oneOf(m, m.labels, m.predicates, m.unique, m.page, m.ordered, m.isolated)
	}
	return m.turnable(depth)
}

// turnable returns a step that can be reversed.
func (m *maker) turnable(depth int) text {
	if depth > 0 && m.rare(3) {
		return m.withPath(depth - 1)
	}
	switch m.below(10) {
	case 0, 1, 2:
		name := m.pick("out", "out", "in", "in", "both")
		m.used["unions and exclusions"] = m.used["unions and exclusions"] || name == "both"
		return m.call(name, m.edge(depth)...)
	case 3:
		return m.is()
	case 4:
		return m.has()
	case 5:
		return m.save()
	case 6:
		return m.tag()
	case 7:
		return m.filter()
	case 8:
		return m.labelContext(depth)
	}
	return m.call(m.pick("out", "in"), m.predicate())
}

func (m *maker) is() text {
	if m.rare(4) {
		a, b := m.twoNodes()
		m.used["list of nodes"] = true
		return text{put(".is([%s, %s])", a, b).ours, put(".is(%s, %s)", a, b).stock}
	}
	return m.call("is", m.several(3, m.node)...)
}

func (m *maker) has() text {
	name, predicate := m.pick("has", "hasR"), m.predicate()
	if m.rare(8) {
		m.used["path for a predicate"] = true
		predicate = text{put("g.V(%s)", predicate).ours, predicate.stock}
	}
	switch m.below(5) {
	case 0:
		return m.call(name, predicate)
	case 1:
		return m.call(name, append([]text{predicate}, m.several(2, m.comparison)...)...)
	case 2:
		a, b := m.twoNodes()
		m.used["list of nodes"] = true
		return text{m.callOurs(name, predicate, put("[%s, %s]", a, b)), m.callStock(name, predicate, a, b)}
	}
	return m.call(name, append([]text{predicate}, m.several(2, m.node)...)...)
}

func (m *maker) callOurs(name string, args ...text) string {
	return put("."+name+"(%s)", join(args...)).ours
}
func (m *maker) callStock(name string, args ...text) string {
	return put("."+name+"(%s)", join(args...)).stock
}

func (m *maker) save() text {
	m.tagged = true
	name, predicate := m.pick("save", "save", "saveR", "saveOpt", "saveOptR"), m.predicate()
	if m.rare(3) {
		return m.call(name, predicate)
	}
	if m.rare(8) {
		m.used["path for a predicate"] = true
		predicate = text{put("g.V(%s)", predicate).ours, predicate.stock}
	}
	return m.call(name, predicate, same(m.pick(`"s"`, `"x"`, `"t"`)))
}

func (m *maker) tag() text {
	m.tagged = true
	name := m.pick("tag", "as")
	switch m.below(4) {
	case 0:
		return m.call(name, same(`"a"`), same(`"b"`))
	case 1:
		m.used["list of tags"] = true
		return put("."+name+"(%s)", text{`["a", "c"]`, `"a", "c"`})
	}
	return m.call(name, same(m.pick(`"a"`, `"b"`)))
}

func (m *maker) filter() text { return m.call("filter", m.several(2, m.test)...) }

func (m *maker) comparison() text {
	return put("%s(%s)", same(m.pick("lt", "lte", "gt", "gte")),
		same(m.pick(`"<c>"`, `"<fred>"`, `"m"`, `"quiet"`, `20`, `31`, `1.5`, `iri("dani")`, `new Date("1990-01-01T00:00:00Z")`, `"_:m"`)))
}

func (m *maker) test() text {
	switch m.below(6) {
	case 0:
		return put("like(%s)", same(m.pick(`"%ui%"`, `"Al?ce"`, `"%"`, `"q%"`, `"a.c"`, `""`)))
	case 1:
		return put("regex(%s)", same(m.pick(`"^.o"`, `"(?i)ALICE"`, `"ali", true`, `"<ali>", true`, `iri("ali"), true`, `"[aeiou]{2}"`, `"ie", false`)))
	case 3:
		return m.corrected("empty text", `regex("", true)`, `regex("()", true)`)
	case 2:
		return m.corrected("regex literal", m.pick(`regex(/^qu/i)`, `regex(/^QU/i)`), `regex("(?i)^qu")`)
	}
	return m.comparison()
}

func (m *maker) labelContext(_ int) text {
	switch m.below(7) {
	case 0:
		return m.call("labelContext", same(`null`))
	case 1:
		m.tagged = true
		return m.corrected("tags of every label", `.labelContext(null, "l")`, `.labelContext(g.V(), "l")`)
	case 2:
		return m.call("labelContext", same(`["<winter>", "<summer>"]`))
	case 3:
		m.tagged = true
		return m.call("labelContext", append([]text{same(m.pick(`"<winter>"`, `["<winter>", "<summer>"]`, `g.V()`))}, same(m.pick(`"l"`, `["l", "k"]`)))...)
	case 4:
		return m.call("labelContext", same(`g.V("<winter>", "<none>")`))
	case 5:
		return m.call("labelContext")
	}
	return m.call("labelContext", same(m.pick(`"<winter>"`, `"<summer>"`, `iri("winter")`, `"<none>"`)))
}

// withPath returns a step that takes another path.
func (m *maker) withPath(depth int) text {
	m.used["unions and exclusions"] = true
	switch m.below(4) {
	case 0:
		return m.call(m.pick("follow", "follow", "followR"), m.morphism(0))
	case 1:
		return m.recursive()
	case 2:
		return m.call(m.pick("and", "intersect"), m.path(depth))
	}
	return m.call(m.pick("or", "union", "or", "union", "except", "difference"), m.path(depth))
}

func (m *maker) recursive() text {
	m.used["recursion"] = true
	m.once = true
	var args []text
	switch m.below(4) {
	case 0:
		args = []text{m.morphism(0)}
	case 1:
		args = []text{put("[%s]", m.predicate())}
	default:
		args = []text{m.predicate()}
	}
	if m.rare(2) {
		args = append(args, same(m.pick("1", "2", "3", "0", "50")))
	}
	if m.rare(2) {
		m.tagged = true
		args = append(args, same(m.pick(`"d"`, `["d", "e"]`, `"d", "e"`)))
	}
	return m.call("followRecursive", args...)
}

func (m *maker) labels() text {
	m.once = true
	m.used["no label"] = true
	return text{m.pick(".labels()", ".Labels()"), `.labels().is("<winter>", "<summer>")`}
}

func (m *maker) predicates() text {
	m.once = true
	switch m.below(4) {
	case 0:
		return m.call("inPredicates")
	case 1:
		return m.call("outPredicates")
	case 2:
		m.tagged = true
		return m.call("saveInPredicates", same(`"p"`))
	}
	m.tagged = true
	return m.call("saveOutPredicates", same(`"p"`))
}

func (m *maker) unique() text { m.once = true; return m.call("unique") }

func (m *maker) page() text {
	name, n := m.pick("limit", "limit", "skip"), m.pick("0", "0", "2", "1000")
	m.free = m.free || n == "2" || name == "skip" && n != "0"
	return m.call(name, same(n))
}

// ordered returns a sort, which changes none of the rows compared; Cayley, which loses rows, does not get it.
func (m *maker) ordered() text {
	m.used["order keeps paths"], m.sorted = true, true
	return text{m.pick(".order()", ".Order()"), ""}
}

// isolated returns back to a tag that was set only for it.
func (m *maker) isolated() text {
	m.tagged = true
	p := put(`%s`, m.call(m.pick("tag", "as"), same(`"here"`)))
	for range 1 + m.below(2) {
		p = put("%s%s", p, m.turnable(0))
	}
	return put(`%s%s`, p, m.call("back", same(`"here"`)))
}
