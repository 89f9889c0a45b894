package coref

import (
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/gazetteer"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/entity/mention"
)

// officeRecordFor returns the gazetteer's record of the office that a nominal refers to, nil if it refers to none.
func (l *linker) officeRecordFor(c *mention.Candidate) *entity.Record {
	if l.excludesHolder(c) {
		return nil
	}
	if c.Owner >= 0 && c.Sense.Class != lexicon.Spokesperson {
		return l.officeOfOwner(c)
	}
	for _, r := range c.Records {
		if r.Kind == entity.Office {
			return l.pick(c.Records, l.Join(c.From, c.To))
		}
	}
	if !c.Sense.IsPerson() || c.Determiner == lexicon.Indefinite || c.Plural {
		return nil
	}
	from := c.From
	if _, ok := lexicon.Determiners[l.Words[from].Lower]; ok {
		from++
	}
	return l.officeRecord(l.Forms(from, c.To))
}

// excludesHolder reports whether a modifier shows that c is not the current holder of the office: "former", "deputy".
func (l *linker) excludesHolder(c *mention.Candidate) bool {
	for i := c.From; i < c.To; i++ {
		if lexicon.NonHolderModifiers[strings.TrimSuffix(l.Words[i].Lower, "-")] {
			return len(c.Records) == 0 || i < c.Head && !l.inRecord(c, i)
		}
	}
	return false
}

// excludesHolderUnlike reports whether c has a modifier of that kind that the name of x lacks.
func (l *linker) excludesHolderUnlike(c *mention.Candidate, x *cluster) bool {
	for i := c.From; i < c.Head; i++ {
		if w := l.Words[i].Lower; lexicon.NonHolderModifiers[w] && !strings.Contains(strings.ToLower(x.name), w) {
			return true
		}
	}
	return false
}

// inRecord reports whether word i begins the name of an office in the gazetteer that ends with c: "Deputy Prime
// Minister".
func (l *linker) inRecord(c *mention.Candidate, i int) bool {
	n, found := l.gazetteer.Match(l.Forms(i, c.To))
	return n == c.To-i && found[0].Kind == entity.Office
}

// officeOfOwner returns the office of the owner of c, as in "Canada’s Prime Minister" and "Secretary of State for
// Wales": by the name of both together, or by the country or body of the office.
func (l *linker) officeOfOwner(c *mention.Candidate) *entity.Record {
	o := l.candidates[c.Owner]
	place := l.Join(o.From, o.To)
	if o.IsNamed() {
		place = l.NameOf(o)
	}
	title := l.titleWords(c)
	if r := l.officeRecord(gazetteer.SplitName(title + " of " + place)); r != nil {
		return r
	}
	if r := l.officeRecord(gazetteer.SplitName(title + " for " + place)); r != nil {
		return r
	}
	code := l.lex.Countries[place]
	for _, r := range c.Records {
		if r.Kind == entity.Office && (code != "" && r.Country == code || o.Records != nil && r.Body == o.Records[0].Key) {
			return r
		}
	}
	return nil
}

// titleWords returns the words of a nominal without determiner and owner.
func (l *linker) titleWords(c *mention.Candidate) string {
	return strings.Join(append(l.ownModifiers(c), l.Words[c.Head].Form), " ")
}

// officeRecord returns the office whose name is exactly forms, nil if there is none.
func (l *linker) officeRecord(forms []string) *entity.Record {
	n, found := l.gazetteer.Match(forms)
	if n != len(forms) || n == 0 {
		return nil
	}
	if r := l.pick(found, strings.Join(forms, " ")); r != nil && r.Kind == entity.Office {
		return r
	}
	return nil
}

// isForeignOffice reports whether r is an office of another country than the document is about, and name does not state
// a country: India has a foreign secretary as well. If no bodies determine the country of the document, the countries
// that it names do.
func (l *linker) isForeignOffice(r *entity.Record, name string) bool {
	if r.Kind != entity.Office || r.Country == "" || r.Country == l.documentCountry || l.namesPlace(name) {
		return false
	}
	return l.documentCountry != "" || l.otherCountryMentions(r.Country) > l.countryMentions[r.Country]
}

// otherCountryMentions returns the number of mentions of the most frequent country other than code.
func (l *linker) otherCountryMentions(code string) int {
	most := 0
	for c, n := range l.countryMentions {
		if c != code {
			most = max(most, n)
		}
	}
	return most
}

// namesPlace reports whether name contains the name of a country or begins with that of a body.
func (l *linker) namesPlace(name string) bool {
	for land := range l.lex.Countries {
		if strings.Contains(" "+name+" ", " "+land+" ") {
			return true
		}
	}
	_, found := l.gazetteer.Match(gazetteer.SplitName(name))
	return len(found) > 0 && found[0].Kind == entity.Body
}
