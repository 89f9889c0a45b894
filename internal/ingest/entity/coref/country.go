package coref

import (
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/entity/mention"
)

// countCountries counts the countries that a candidate refers to. It is called for every candidate before the country
// of the document is determined.
func (l *linker) countCountries(c *mention.Candidate) {
	for i := c.From; i < c.To; i++ {
		if code, ok := l.lex.Countries[l.Words[i].Form]; ok {
			l.countryMentions[code]++
		}
	}
	if !c.IsNamed() {
		return
	}
	for _, r := range c.Records {
		if r.Kind != entity.Person && r.Country != "" {
			l.bodiesByCountry[r.Country]++
		}
	}
}

// dominantCountry returns the country of at least three in five mentions of bodies and offices in the document, "" if
// no country has as many. The share was chosen by hand.
func (l *linker) dominantCountry() string {
	total, best := 0, ""
	for code, n := range l.bodiesByCountry {
		total += n
		if n > l.bodiesByCountry[best] || n == l.bodiesByCountry[best] && code < best {
			best = code
		}
	}
	if l.bodiesByCountry[best]*5 < total*3 {
		return ""
	}
	return best
}

// indexNationalBody adds c to nationalBodies if it is a body with its country, "Kenyan Ministry of Health" or "Kenya’s Ministry of
// Health", so that "the Ministry of Health" refers to it, unless the document is more about another country.
func (l *linker) indexNationalBody(c *mention.Candidate) {
	if !c.IsNamed() || c.Kind != entity.Body || !lexicon.NationalBodies[l.Words[c.Head].Lower] {
		return
	}
	for at := c.Name.From + 1; at+1 < c.Name.To && at <= c.Name.From+maxCountryWords; at++ {
		code := l.lex.Countries[l.Join(c.Name.From, at)]
		if code == "" {
			continue
		}
		if lexicon.IsPossessiveEnding(l.Words[at].Lower) {
			at++
		}
		rest, full := entity.Key(l.Join(at, c.Name.To)), entity.Key(l.NameOf(c))
		isElsewhere := l.documentCountry != "" && code != l.documentCountry || l.otherCountryMentions(code) > l.countryMentions[code]
		if old, ok := l.nationalBodies[rest]; ok && old != full || isElsewhere || c.Name.To-at < 2 {
			full = ""
		}
		l.nationalBodies[rest] = full
		return
	}
}

// maxCountryWords is the number of words of the longest country that is looked for in the name of a body. Chosen by hand.
const maxCountryWords = 3

// stateBody returns the body that a national adjective and a noun name: "the Polish government", "Ukrainian army".
func (l *linker) stateBody(c *mention.Candidate) (int, bool) {
	if c.Sense.Class != lexicon.Body || c.Plural || len(c.Modifiers) == 0 {
		return none, false
	}
	nearest := l.Words[c.Modifiers[len(c.Modifiers)-1]]
	if _, ok := l.lex.NationalAdjectives[nearest.Form]; !ok || !lexicon.StateBodies[c.Noun] {
		return none, false
	}
	name := l.Join(c.Modifiers[len(c.Modifiers)-1], c.To)
	key := entity.Key(name)
	if e, ok := l.byName[key]; ok {
		return e, true
	}
	x := newCluster(entity.Body)
	x.name = name
	x.addNoun(l.lex, c.Noun)
	x.addWords(l.Forms(c.Modifiers[len(c.Modifiers)-1], c.To))
	l.byName[key] = l.addEntity(x)
	return l.byName[key], true
}

// government returns the entity of "the Government": the government of the document's country, or the only government
// that the document names.
func (l *linker) government(c *mention.Candidate) (int, bool) {
	if len(l.modifiers(c)) > 0 || c.Owner >= 0 {
		return none, false
	}
	if r := l.gazetteer.Government(l.documentCountry); r != nil {
		return l.entityOfRecord(r), true
	}
	only := none
	for _, e := range l.nounAntecedents(c) {
		if x := l.entities[e]; x.kind != entity.Body || !x.nouns["government"] || x.isLocal {
			continue
		}
		if only != none {
			return none, false
		}
		only = e
	}
	return only, only != none
}
