package entity

import "strings"

// officeOf is the gazetteer's record of an office that is spoken of as such.
func (l *linker) officeOf(c *candidate) *Record {
	if l.setApart(c) {
		return nil
	}
	if c.owner >= 0 && c.sense.class != spokes {
		return l.officeIn(c)
	}
	for _, r := range c.records {
		if r.Kind == Office {
			return l.pick(c.records, l.join(c.from, c.to))
		}
	}
	if !c.sense.isPerson() || c.det == indefinite || c.plural {
		return nil
	}
	from := c.from
	if _, ok := determiners[l.words[from].lower]; ok {
		from++
	}
	return l.officeRecord(l.forms(from, c.to))
}

// setApart reports whether a modifier says that somebody else is meant than who holds the office.
func (l *linker) setApart(c *candidate) bool {
	for i := c.from; i < c.to; i++ {
		if NonHolderModifiers[strings.TrimSuffix(l.words[i].lower, "-")] {
			return len(c.records) == 0 || i < c.head && !l.inRecord(c, i)
		}
	}
	return false
}

// setApartFrom reports whether c has such a modifier and the name of x has it not.
func (l *linker) setApartFrom(c *candidate, x *cluster) bool {
	for i := c.from; i < c.head; i++ {
		if w := l.words[i].lower; NonHolderModifiers[w] && !strings.Contains(strings.ToLower(x.name), w) {
			return true
		}
	}
	return false
}

// inRecord reports whether word i is of the name that the gazetteer knows: "Deputy Prime Minister".
func (l *linker) inRecord(c *candidate, i int) bool {
	n, found := l.gazetteer.match(l.forms(i, c.to))
	return n == c.to-i && found[0].Kind == Office
}

// officeIn is the office of a place that is named beside it, "Canada’s Prime Minister", "Secretary of State for Wales": the
// record of the whole name, or of an office whose country the place is.
func (l *linker) officeIn(c *candidate) *Record {
	o := l.candidates[c.owner]
	place := l.join(o.from, o.to)
	if o.named() {
		place = l.nameOf(o)
	}
	title := l.titleWords(c)
	if r := l.officeRecord(split(title + " of " + place)); r != nil {
		return r
	}
	if r := l.officeRecord(split(title + " for " + place)); r != nil {
		return r
	}
	code := l.lex.lands[place]
	for _, r := range c.records {
		if r.Kind == Office && (code != "" && r.Country == code || o.records != nil && r.Body == o.records[0].Key) {
			return r
		}
	}
	return nil
}

// titleWords are a nominal's own words, without determiner and owner.
func (l *linker) titleWords(c *candidate) string {
	return strings.Join(append(l.ownMods(c), l.words[c.head].Form), " ")
}

// officeRecord is the office whose name is exactly forms.
func (l *linker) officeRecord(forms []string) *Record {
	n, found := l.gazetteer.match(forms)
	if n != len(forms) || n == 0 {
		return nil
	}
	if r := l.pick(found, strings.Join(forms, " ")); r != nil && r.Kind == Office {
		return r
	}
	return nil
}

// elsewhere reports whether a record is of an office whose name tells no country, while the document speaks from
// another, under a name that tells none: India has a foreign secretary too. Where no body tells whence it speaks, the countries that it names do.
func (l *linker) elsewhere(r *Record, name string) bool {
	if r.Kind != Office || r.Country == "" || r.Country == l.country || l.namesPlace(name) {
		return false
	}
	return l.country != "" || l.foreign(r.Country) > l.places[r.Country]
}

// foreign is how often the document names the country that it names most, code left out.
func (l *linker) foreign(code string) int {
	most := 0
	for c, n := range l.places {
		if c != code {
			most = max(most, n)
		}
	}
	return most
}

func (l *linker) namesPlace(name string) bool {
	for land := range l.lex.lands {
		if strings.Contains(" "+name+" ", " "+land+" ") {
			return true
		}
	}
	_, found := l.gazetteer.match(split(name))
	return len(found) > 0 && found[0].Kind == Body
}
