package coref

import (
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/gazetteer"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/entity/mention"
)

// officeOf is the gazetteer's record of an office that is spoken of as such.
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

// setApart reports whether a modifier says that somebody else is meant than who holds the office.
func (l *linker) excludesHolder(c *mention.Candidate) bool {
	for i := c.From; i < c.To; i++ {
		if lexicon.NonHolderModifiers[strings.TrimSuffix(l.Words[i].Lower, "-")] {
			return len(c.Records) == 0 || i < c.Head && !l.inRecord(c, i)
		}
	}
	return false
}

// setApartFrom reports whether c has such a modifier and the name of x has it not.
func (l *linker) excludesHolderUnlike(c *mention.Candidate, x *cluster) bool {
	for i := c.From; i < c.Head; i++ {
		if w := l.Words[i].Lower; lexicon.NonHolderModifiers[w] && !strings.Contains(strings.ToLower(x.name), w) {
			return true
		}
	}
	return false
}

// inRecord reports whether word i is of the name that the gazetteer knows: "Deputy Prime Minister".
func (l *linker) inRecord(c *mention.Candidate, i int) bool {
	n, found := l.gazetteer.Match(l.Forms(i, c.To))
	return n == c.To-i && found[0].Kind == entity.Office
}

// officeIn is the office of a place that is named beside it, "Canada’s Prime Minister", "Secretary of State for Wales": the
// record of the whole name, or of an office whose country the place is.
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

// titleWords are a nominal's own words, without determiner and owner.
func (l *linker) titleWords(c *mention.Candidate) string {
	return strings.Join(append(l.ownModifiers(c), l.Words[c.Head].Form), " ")
}

// officeRecord is the office whose name is exactly forms.
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

// elsewhere reports whether a record is of an office whose name tells no country, while the document speaks from
// another, under a name that tells none: India has a foreign secretary too. Where no body tells whence it speaks, the countries that it names do.
func (l *linker) isForeignOffice(r *entity.Record, name string) bool {
	if r.Kind != entity.Office || r.Country == "" || r.Country == l.documentCountry || l.namesPlace(name) {
		return false
	}
	return l.documentCountry != "" || l.otherCountryMentions(r.Country) > l.countryMentions[r.Country]
}

// foreign is how often the document names the country that it names most, code left out.
func (l *linker) otherCountryMentions(code string) int {
	most := 0
	for c, n := range l.countryMentions {
		if c != code {
			most = max(most, n)
		}
	}
	return most
}

func (l *linker) namesPlace(name string) bool {
	for land := range l.lex.Countries {
		if strings.Contains(" "+name+" ", " "+land+" ") {
			return true
		}
	}
	_, found := l.gazetteer.Match(gazetteer.SplitName(name))
	return len(found) > 0 && found[0].Kind == entity.Body
}
