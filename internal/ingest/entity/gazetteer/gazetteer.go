package gazetteer

import (
	"slices"
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
)

// Gazetteer finds what is known of a name. It is immutable and safe for concurrent use. The zero value knows nothing.
type Gazetteer struct {
	records     []entity.Record
	byKey       map[string]*entity.Record
	byFirst     map[string][]nameEntry // first word of a name, in lower case → names, longest first
	metonyms    map[string][]*entity.Record
	governments map[string]*entity.Record // national governments by country
}

// entry is one name of one record, as words.
type nameEntry struct {
	words  []string
	record *entity.Record
}

// NewGazetteer makes a gazetteer of records. Their order does not matter.
func New(records []entity.Record) *Gazetteer {
	g := &Gazetteer{
		records: slices.Clone(records),
		byKey:   map[string]*entity.Record{}, byFirst: map[string][]nameEntry{}, metonyms: map[string][]*entity.Record{},
		governments: map[string]*entity.Record{},
	}
	slices.SortStableFunc(g.records, func(a, b entity.Record) int { return strings.Compare(a.Key, b.Key) })
	for i := range g.records {
		g.add(&g.records[i])
	}
	for _, list := range g.byFirst {
		slices.SortStableFunc(list, func(a, b nameEntry) int { return len(b.words) - len(a.words) })
	}
	return g
}

func (g *Gazetteer) add(r *entity.Record) {
	g.byKey[r.Key] = r
	for _, name := range append([]string{r.Name}, r.Names...) {
		if w := SplitName(name); len(w) > 0 {
			first := strings.ToLower(w[0])
			g.byFirst[first] = append(g.byFirst[first], nameEntry{w, r})
		}
	}
	if r.Kind == entity.Body && r.Country != "" && slices.Contains(r.Nouns, "government") {
		g.governments[r.Country] = r
	}
	for _, m := range r.Metonyms {
		g.metonyms[m] = append(g.metonyms[m], r)
	}
}

// Record is the record of a key, or nil.
func (g *Gazetteer) Record(key string) *entity.Record {
	if g == nil {
		return nil
	}
	return g.byKey[key]
}

// match finds the longest names that begin at the first of forms: the number of words, and every record of that name.
func (g *Gazetteer) Match(forms []string) (n int, found []*entity.Record) {
	if g == nil || len(forms) == 0 {
		return 0, nil
	}
	for _, e := range g.byFirst[strings.ToLower(forms[0])] {
		if len(e.words) < n {
			break
		}
		if e.fits(forms) && !slices.Contains(found, e.record) {
			n, found = len(e.words), append(found, e.record)
		}
	}
	return n, found
}

// fits reports whether forms begin with the name. A word that the name capitalises may be in lower case in a text where
// it is a common noun of a name of several words: "Northgate council".
func (e nameEntry) fits(forms []string) bool {
	if len(forms) < len(e.words) {
		return false
	}
	if lexicon.IsAcronym(e.words[0]) && len(e.words) == 1 && !lexicon.IsAllCapitals(forms[0]) {
		return false // "Doe" is not DOE
	}
	capitals := 0
	for i, w := range e.words {
		if !strings.EqualFold(w, forms[i]) {
			return false
		}
		if !lexicon.IsCapital(w) {
			continue
		}
		if lexicon.IsCapital(forms[i]) {
			capitals++
		} else if _, _, _, common := lexicon.Default().Noun(forms[i], forms[i]); !common && i > 0 || i == 0 {
			return false
		}
	}
	return capitals > 0
}

// speaking finds who is meant where the name of a place or building speaks.
func (g *Gazetteer) ByMetonym(name string) []*entity.Record {
	if g == nil {
		return nil
	}
	return g.metonyms[name]
}

// split takes a name apart as a text is: words, with possessive endings on their own and plain apostrophes.
func SplitName(name string) []string {
	var out []string
	for _, w := range strings.Fields(lexicon.StraightenApostrophes(name)) {
		if stem, ok := strings.CutSuffix(w, "'s"); ok && stem != "" {
			out = append(out, stem, "'s")
			continue
		}
		if stem, ok := strings.CutSuffix(w, "'"); ok && stem != "" {
			out = append(out, stem, "'")
			continue
		}
		out = append(out, w)
	}
	return out
}

// government is the record of a country's government, or nil.
func (g *Gazetteer) Government(code string) *entity.Record {
	if g == nil {
		return nil
	}
	return g.governments[code]
}
