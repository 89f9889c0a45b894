package coref

import (
	"cmp"
	"slices"
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/gazetteer"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/entity/mention"
)

// linker links the candidates of one document to entities, in text order. Entities, mentions and candidates are
// referred to by index.
type linker struct {
	*mention.Surface
	lex             *lexicon.Lexicon
	gazetteer       *gazetteer.Names
	candidates      []*mention.Candidate
	bodiesByCountry map[string]int // number of mentions of bodies and offices, by country code
	countryMentions map[string]int // number of mentions of a country, its capital or its adjective, by country code
	documentCountry string         // code of the country that most of the document is about; "" if not clear

	entities          []*cluster
	mentions          []entity.Mention
	mentionCandidates []*mention.Candidate          // candidate of each mention
	entityOf          []int                         // entity of each candidate; none where it has none
	openPronouns      []*mention.Candidate          // pronouns so far that have no antecedent
	mentionEndingAt   map[int]int                   // by the word after the mention
	byName            map[string]int                // by nameKey or by a single word
	byAge             map[string][]int              // persons by the age that the document states, "43"
	byGiven           map[string][]int              // persons by given name
	bySurname         map[string][]int              // persons by surname in lower case
	byNoun            map[string][]int              // entities mentioned so far, by noun
	privatePersons    map[*mention.Candidate]bool   // names with an occupation in apposition that no office holder has
	byCompoundSurname map[string]*mention.Candidate // full names by surname of several words, in lower case; nil for a surname of two persons
	byFirstWord       map[string][]int              // bodies by the first word of their name, if it names nothing else
	nationalBodies    map[string]string             // by the key of a body's name without its country: the key of the whole name; "" if several have it
	byAcronym         map[string][]int              // bodies by initials or by the acronym that the document gives
}

// link returns the entity of candidate i, a new one if it refers to no earlier one, with the confidence of the link. It
// returns none if the entity cannot be determined. The confidences of links were chosen by hand.
func (l *linker) link(i int) (found int, confidence float64) {
	switch c := l.candidates[i]; {
	case c.Conjuncts != nil:
		return l.linkGroup(c), 0.8
	case c.Apposition >= 0 && l.entityOf[c.Apposition] != none:
		return l.mergeApposition(c, l.entityOf[c.Apposition]), 0.9
	case c.Form == entity.Pronoun:
		return l.linkPronoun(c)
	case c.IsNamed():
		return l.linkNamed(c)
	default:
		return l.linkNominal(c)
	}
}

// linkAll links every candidate. One that depends on a later candidate is linked after it.
func (l *linker) linkAll() {
	var waiting []int
	for i, c := range l.candidates {
		if c.Apposition > i || c.Owner > i || l.hasLaterConjunct(c, i) {
			waiting = append(waiting, i)
			continue
		}
		l.linkOne(i)
		for len(waiting) > 0 && !l.isPending(waiting[0], i) {
			l.linkOne(waiting[0])
			waiting = waiting[1:]
		}
	}
	for _, i := range waiting {
		l.linkOne(i)
	}
}

// hasLaterConjunct reports whether a conjunct of c comes after candidate i.
func (l *linker) hasLaterConjunct(c *mention.Candidate, i int) bool {
	for _, p := range c.Conjuncts {
		if p > i {
			return true
		}
	}
	return false
}

// isPending reports whether candidate i depends on a candidate after done.
func (l *linker) isPending(i, done int) bool {
	c := l.candidates[i]
	return c.Apposition > done || c.Owner > done || l.hasLaterConjunct(c, done)
}

// linkOne links candidate i and records the mention.
func (l *linker) linkOne(i int) {
	c := l.candidates[i]
	e, confidence := l.link(i)
	l.entityOf[i] = e
	if e == none {
		return
	}
	x := l.entities[e]
	x.mentionCount++
	x.isSource = x.isSource || c.IsSource
	x.lastHead = max(x.lastHead, c.Head)
	if x.gender == "" && x.isHuman {
		x.gender = c.Gender
		if x.mentionCount == 1 && c.Name.Len() == 1 {
			x.gender = cmp.Or(x.gender, l.genderOfGivenName(c))
		}
	}
	l.addFacts(c, x)
	l.indexNouns(x, e)
	l.indexAge(c, e)
	l.mentionEndingAt[c.To] = len(l.mentions)
	l.mentionCandidates = append(l.mentionCandidates, c)
	l.mentions = append(l.mentions, entity.Mention{
		Span: l.Span(c.From, c.To), Head: l.Words[c.Head].Span, Form: c.Form, Entity: e, Confidence: confidence,
	})
}

// indexNouns adds entity e to byNoun under its nouns.
func (l *linker) indexNouns(x *cluster, e int) {
	for _, nouns := range []map[string]bool{x.nouns, x.broader} {
		for n := range nouns {
			if !x.indexed[n] {
				x.indexed[n] = true
				l.byNoun[n] = append(l.byNoun[n], e)
			}
		}
	}
	if x.mayBeCompany && !x.indexed["company"] {
		x.indexed["company"] = true
		l.byNoun["company"] = append(l.byNoun["company"], e)
	}
}

// nounAntecedents returns the entities that the noun of a nominal may refer to, at most the latest maxNounAntecedents.
func (l *linker) nounAntecedents(c *mention.Candidate) []int {
	found := l.byNoun[c.Noun]
	if lexicon.CompanyWords[c.Noun] {
		found = l.byNoun["company"]
	}
	if c.Sense.Class == lexicon.Spokesperson && c.Noun != "spokesperson" {
		found = l.byNoun["spokesperson"]
	}
	return found[max(0, len(found)-maxNounAntecedents):]
}

// maxNounAntecedents bounds the entities that are compared with one nominal, so that the time stays linear in the text.
const maxNounAntecedents = 64

// addFacts adds what a mention says about its entity: roles, nouns and words.
func (l *linker) addFacts(c *mention.Candidate, x *cluster) {
	for _, t := range c.Titles {
		x.addWords(l.Forms(t.From, t.To))
		if t.Noun.Class == lexicon.Honorific {
			continue
		}
		x.addNoun(l.lex, t.Head)
		x.addRole(l.roleOf(t))
	}
	if c.Form == entity.Name {
		x.addWords(l.Forms(c.Name.From, c.Name.To))
		if x.kind == entity.Body {
			l.markPossibleCompany(x)
			if n, head, _, ok := l.lex.Noun(l.Words[c.Head].Lower, l.Words[c.Head].Lower); ok && n.Class == lexicon.Body {
				x.addNoun(l.lex, head)
			}
		}
	}
}

// markPossibleCompany lets a body be referred to as "the company" if neither its name nor the gazetteer shows which
// kind of body it is.
func (l *linker) markPossibleCompany(x *cluster) {
	if x.record != nil || x.mayBeCompany {
		return
	}
	for _, f := range strings.Fields(x.name) {
		if n, _, _, ok := l.lex.Noun(strings.ToLower(f), strings.ToLower(f)); ok && n.Class == lexicon.Body || lexicon.TitlesWithComplement[strings.ToLower(f)] {
			return
		}
	}
	x.mayBeCompany = !lexicon.IsAcronym(x.name)
}

// lastHead returns the word index of the head of the latest mention of entity e.
func (l *linker) lastHead(e int) int { return l.entities[e].lastHead }

// addEntity adds an entity and returns its index.
func (l *linker) addEntity(x *cluster) int {
	l.entities = append(l.entities, x)
	return len(l.entities) - 1
}

// linkGroup returns a new entity for several coordinated ones. What "A and B" did, each of them did; "A or B" and "neither A
// nor B" leave that open.
func (l *linker) linkGroup(c *mention.Candidate) int {
	x := newCluster(entity.Group)
	x.isPlural, x.isLocal, x.isNominal = true, true, true
	x.addName(l.nominalText(c))
	for _, i := range c.Conjuncts {
		if e := l.entityOf[i]; e != none && c.IsJoint && !slices.Contains(x.members, e) {
			x.members = append(x.members, e)
			l.entities[e].isSource = l.entities[e].isSource || c.IsSource
		}
	}
	return l.addEntity(x)
}

// mergeApposition adds what an apposition says to entity e: "Ana Ruiz, the city’s mayor". It returns e.
func (l *linker) mergeApposition(c *mention.Candidate, e int) int {
	x := l.entities[e]
	if c.Form == entity.Nominal {
		x.addNoun(l.lex, c.Noun)
		x.addWords(l.modifiers(c))
		if c.Owner >= 0 {
			x.owner = l.entityOf[c.Owner]
		}
		if c.Sense.Class == lexicon.Body && x.kind == "" {
			x.kind = entity.Body
		}
		if c.Sense.IsPerson() && x.kind != entity.Body {
			if x.kind == "" || x.kind == entity.Unnamed {
				x.kind = entity.Person
			}
			x.isHuman = true
			x.addRole(l.roleOfNominal(c))
		}
	}
	return e
}

// modifiers returns the distinctive modifiers of a nominal, in lower case.
func (l *linker) modifiers(c *mention.Candidate) []string {
	var out []string
	for _, i := range c.Modifiers {
		if w := l.Words[i].Lower; lexicon.IsWord(w) && !lexicon.NeutralModifiers[w] {
			out = append(out, w)
		}
	}
	return out
}

// roleOf returns the office that a title before a name states.
func (l *linker) roleOf(t mention.Title) entity.Role {
	text := l.TitleText(t)
	if r := l.officeRecord(l.Forms(t.From, t.To)); r != nil {
		return entity.Role{Key: r.Key, Title: text, Body: r.Body}
	}
	role := entity.Role{Title: text}
	if n, found := l.gazetteer.Match(l.Forms(t.From, t.To)); n > 0 && found[0].Kind == entity.Body {
		role.Body = found[0].Key
		role.Key = entity.Key(found[0].Name + " " + l.Join(t.From+n, t.To))
	}
	return role
}

// roleOfNominal returns the office that a nominal in apposition to a name states: "the city’s mayor", "chairman of the
// committee".
func (l *linker) roleOfNominal(c *mention.Candidate) entity.Role {
	role := entity.Role{Title: strings.Join(append(l.ownModifiers(c), l.Words[c.Head].Form), " ")}
	if c.Owner >= 0 && l.entityOf[c.Owner] != none {
		if owner := l.entities[l.entityOf[c.Owner]]; owner.kind == entity.Body && !owner.isLocal {
			role.Body = l.keyOf(owner)
			role.Key = entity.Key(owner.name + " " + role.Title)
		}
	}
	return role
}

// ownModifiers returns the modifiers of a nominal as written, without those of its owner.
func (l *linker) ownModifiers(c *mention.Candidate) []string {
	var out []string
	for i := c.From; i < c.Head; i++ {
		if _, det := lexicon.Determiners[l.Words[i].Lower]; det || c.Owner >= 0 && l.candidates[c.Owner].To <= c.Head && i < l.candidates[c.Owner].To || lexicon.IsPossessiveEnding(l.Words[i].Lower) {
			continue
		}
		out = append(out, l.Words[i].Form)
	}
	return out
}
