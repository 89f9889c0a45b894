package entity

// count is called for each candidate before the country of the document is chosen.
func (l *linker) count(c *candidate) {
	for i := c.from; i < c.to; i++ {
		if code, ok := l.lex.lands[l.words[i].Form]; ok {
			l.places[code]++
		}
	}
	if !c.named() {
		return
	}
	for _, r := range c.records {
		if r.Kind != Person && r.Country != "" {
			l.lands[r.Country]++
		}
	}
}

// dominantCountry is the country of at least three in five of the bodies and offices that the document names, by
// mentions; "" if no country has as many.
func (l *linker) dominantCountry() string {
	total, best := 0, ""
	for code, n := range l.lands {
		total += n
		if n > l.lands[best] || n == l.lands[best] && code < best {
			best = code
		}
	}
	if l.lands[best]*5 < total*3 {
		return ""
	}
	return best
}

// ofCountry is the body that a country's adjective makes a name of: "the Polish government", "Ukrainian army".
func (l *linker) ofCountry(c *candidate) (int, bool) {
	if c.sense.class != body || c.plural || len(c.mods) == 0 {
		return none, false
	}
	nearest := l.words[c.mods[len(c.mods)-1]]
	if _, ok := l.lex.adject[nearest.Form]; !ok || !StateBodies[c.noun] {
		return none, false
	}
	name := l.join(c.mods[len(c.mods)-1], c.to)
	key := Key(name)
	if e, ok := l.byName[key]; ok {
		return e, true
	}
	x := newCluster(Body)
	x.name = name
	x.describe(l.lex, c.noun)
	x.words(l.forms(c.mods[len(c.mods)-1], c.to))
	l.byName[key] = l.add(x)
	return l.byName[key], true
}

// government is the government that "the Government" means: the one of the document's country, or the only one named.
func (l *linker) government(c *candidate) (int, bool) {
	if len(l.modifiers(c)) > 0 || c.owner >= 0 {
		return none, false
	}
	if r := l.gazetteer.government(l.country); r != nil {
		return l.known(r), true
	}
	only := none
	for _, e := range l.described(c) {
		if x := l.entities[e]; x.kind != Body || !x.nouns["government"] || x.local {
			continue
		}
		if only != none {
			return none, false
		}
		only = e
	}
	return only, only != none
}
