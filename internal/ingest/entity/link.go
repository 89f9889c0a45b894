package entity

import "strings"

// linker ties the candidates of one document to its entities, in text order.
type linker struct {
	*page
	lex        *lexicon
	gazetteer  *Gazetteer
	candidates []*candidate
	lands      map[string]int // mentions of bodies and offices by country
	places     map[string]int // mentions of countries, their capitals and adjectives, by country
	country    string         // code of the country that the document speaks from; "" if not clear

	entities []*cluster
	mentions []Mention
	made     []*candidate // candidate of each mention
	of       []int        // entity of each candidate; none where it has none
	endsAt   map[int]int  // mention by the word after it
	byName   map[string]int
	byGiven  map[string][]int      // persons by given name
	people   map[string][]int      // persons by surname in lower case
	byNoun   map[string][]int      // entities mentioned so far, by the nouns that describe them
	private  map[*candidate]bool   // names beside which an occupation stands that no office holder has
	wholes   map[string]*candidate // full names by surnames of several words, in lower case; nil where it is not one person's
	acronyms map[string][]int      // bodies by initials or by an acronym that the document gives
}

// link is the entity of a candidate, made anew where it is nobody that came before; none where it cannot be told.
func (l *linker) link(i int) (entity int, confidence float64) {
	switch c := l.candidates[i]; {
	case c.parts != nil:
		return l.group(c), 0.8
	case c.same >= 0 && l.of[c.same] != none:
		return l.apposition(c, l.of[c.same]), 0.9
	case c.form == Pronoun:
		return l.pronoun(c)
	case c.named():
		return l.named(c)
	default:
		return l.nominal(c)
	}
}

// run links every candidate. One in apposition to a later one waits for it.
func (l *linker) run() {
	var waiting []int
	for i, c := range l.candidates {
		if c.same > i || c.owner > i || l.waits(c, i) {
			waiting = append(waiting, i)
			continue
		}
		l.place(i)
		for len(waiting) > 0 && !l.pending(waiting[0], i) {
			l.place(waiting[0])
			waiting = waiting[1:]
		}
	}
	for _, i := range waiting {
		l.place(i)
	}
}

func (l *linker) waits(c *candidate, i int) bool {
	for _, p := range c.parts {
		if p > i {
			return true
		}
	}
	return false
}

// pending reports whether candidate i still waits for one after done.
func (l *linker) pending(i, done int) bool {
	c := l.candidates[i]
	return c.same > done || c.owner > done || l.waits(c, done)
}

// place links candidate i and notes the mention.
func (l *linker) place(i int) {
	c := l.candidates[i]
	e, confidence := l.link(i)
	l.of[i] = e
	if e == none {
		return
	}
	x := l.entities[e]
	x.count++
	x.asked = x.asked || c.speaker
	x.last = max(x.last, c.head)
	if x.gender == "" && x.human {
		x.gender = c.gender
	}
	l.state(c, x)
	l.list(x, e)
	l.endsAt[c.to] = len(l.mentions)
	l.made = append(l.made, c)
	l.mentions = append(l.mentions, Mention{
		Span: l.span(c.from, c.to), Head: l.words[c.head].Span, Form: c.form, Entity: e, Confidence: confidence,
	})
}

// list makes entity e findable by its nouns.
func (l *linker) list(x *cluster, e int) {
	for _, nouns := range []map[string]bool{x.nouns, x.broader} {
		for n := range nouns {
			if !x.listed[n] {
				x.listed[n] = true
				l.byNoun[n] = append(l.byNoun[n], e)
			}
		}
	}
	if x.trading && !x.listed["company"] {
		x.listed["company"] = true
		l.byNoun["company"] = append(l.byNoun["company"], e)
	}
}

// described are the entities that a nominal's noun may take up, the latest of them.
func (l *linker) described(c *candidate) []int {
	found := l.byNoun[c.noun]
	if CompanyWords[c.noun] {
		found = l.byNoun["company"]
	}
	if c.sense.class == spokes && c.noun != "spokesperson" {
		found = l.byNoun["spokesperson"]
	}
	return found[max(0, len(found)-mostDescribed):]
}

// mostDescribed bounds the entities of one noun that are weighed for a nominal.
const mostDescribed = 64

// state adds what a mention says of its entity: roles, nouns, words.
func (l *linker) state(c *candidate, x *cluster) {
	for _, t := range c.titles {
		x.words(l.forms(t.from, t.to))
		if t.noun.class == honorific {
			continue
		}
		x.describe(l.lex, t.head)
		x.hold(l.roleOf(t))
	}
	if c.form == Name {
		x.words(l.forms(c.name[0], c.name[1]))
		if x.kind == Body {
			l.maybeTrades(x)
			if n, head, _, ok := l.lex.noun(l.words[c.head].lower, l.words[c.head].lower); ok && n.class == body {
				x.describe(l.lex, head)
			}
		}
	}
}

// maybeTrades makes a body findable as "the company" where neither its name nor the gazetteer says what it is.
func (l *linker) maybeTrades(x *cluster) {
	if x.record != nil || x.trading {
		return
	}
	for _, f := range strings.Fields(x.name) {
		if n, _, _, ok := l.lex.noun(strings.ToLower(f), strings.ToLower(f)); ok && n.class == body || TitlesWithComplement[strings.ToLower(f)] {
			return
		}
	}
	x.trading = !isAcronym(x.name)
}

func (l *linker) last(e int) int { return l.entities[e].last }

func (l *linker) add(x *cluster) int {
	l.entities = append(l.entities, x)
	return len(l.entities) - 1
}

// group is a new entity of several that are joined.
func (l *linker) group(c *candidate) int {
	x := newCluster(Group)
	x.plural, x.local, x.nominal = true, true, true
	x.call(l.join(c.from, c.to))
	return l.add(x)
}

// apposition says of entity e what stands beside its name: "Ana Ruiz, the city’s mayor".
func (l *linker) apposition(c *candidate, e int) int {
	x := l.entities[e]
	if c.form == Nominal {
		x.describe(l.lex, c.noun)
		x.words(l.modifiers(c))
		if c.owner >= 0 {
			x.owner = l.of[c.owner]
		}
		if c.sense.class == body && x.kind == "" {
			x.kind = Body
		}
		if c.sense.isPerson() && x.kind != Body {
			if x.kind == "" || x.kind == Unnamed {
				x.kind = Person
			}
			x.human = true
			x.hold(l.roleOfNominal(c))
		}
	}
	return e
}

// modifiers are the words that a nominal's noun is modified by, in lower case.
func (l *linker) modifiers(c *candidate) []string {
	var out []string
	for _, i := range c.mods {
		if w := l.words[i].lower; isWord(w) && !NeutralModifiers[w] {
			out = append(out, w)
		}
	}
	return out
}

// roleOf is the office that a title before a name states.
func (l *linker) roleOf(t title) Role {
	text := l.titleText(t)
	if r := l.officeRecord(l.forms(t.from, t.to)); r != nil {
		return Role{Key: r.Key, Title: text, Body: r.Body}
	}
	role := Role{Title: text}
	if n, found := l.gazetteer.match(l.forms(t.from, t.to)); n > 0 && found[0].Kind == Body {
		role.Body = found[0].Key
		role.Key = Key(found[0].Name + " " + l.join(t.from+n, t.to))
	}
	return role
}

// roleOfNominal is the office that a nominal beside a name states: "the city’s mayor", "chairman of the committee".
func (l *linker) roleOfNominal(c *candidate) Role {
	role := Role{Title: strings.Join(append(l.ownMods(c), l.words[c.head].Form), " ")}
	if c.owner >= 0 && l.of[c.owner] != none {
		if owner := l.entities[l.of[c.owner]]; owner.kind == Body && !owner.local {
			role.Body = l.keyOf(owner)
			role.Key = Key(owner.name + " " + role.Title)
		}
	}
	return role
}

// ownMods are a nominal's modifiers as written, those of its owner left out.
func (l *linker) ownMods(c *candidate) []string {
	var out []string
	for i := c.from; i < c.head; i++ {
		if _, det := determiners[l.words[i].lower]; det || c.owner >= 0 && i < l.candidates[c.owner].to || isPossessive(l.words[i].lower) {
			continue
		}
		out = append(out, l.words[i].Form)
	}
	return out
}
