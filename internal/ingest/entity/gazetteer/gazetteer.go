package gazetteer

import (
	"slices"
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
)

// Names finds the records of well-known bodies, offices and people by their names. It is immutable and safe for
// concurrent use. A nil *Names knows no names.
type Names struct {
	records     []entity.Record
	byKey       map[string]*entity.Record
	byFirst     map[string][]nameEntry // names by first word in lower case, longest first
	metonyms    map[string][]*entity.Record
	governments map[string]*entity.Record // by country code
}

// nameEntry is one name of a record, split into words.
type nameEntry struct {
	words  []string
	record *entity.Record
}

// New returns an index of records, whose order does not matter.
func New(records []entity.Record) *Names {
	g := &Names{
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

// add indexes r by its key, its names and its metonyms.
func (g *Names) add(r *entity.Record) {
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

// Record returns the record with a key, nil if there is none.
func (g *Names) Record(key string) *entity.Record {
	if g == nil {
		return nil
	}
	return g.byKey[key]
}

// Match finds the longest name that forms begin with. It returns the number of its words and all records with that
// name.
func (g *Names) Match(forms []string) (n int, found []*entity.Record) {
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

// fits reports whether forms begin with the name. A word that the name capitalises may be in lower case if it is a
// common noun after the first word: "Northgate council".
func (e nameEntry) fits(forms []string) bool {
	if len(forms) < len(e.words) {
		return false
	}
	if lexicon.IsAcronym(e.words[0]) && len(e.words) == 1 && !lexicon.IsAllCapitals(forms[0]) {
		return false // "Doe" is not "DOE"
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

// ByMetonym returns the records that the name of a place or building denotes as a source: "Moscow".
func (g *Names) ByMetonym(name string) []*entity.Record {
	if g == nil {
		return nil
	}
	return g.metonyms[name]
}

// SplitName splits a name into words as the tokenizer does, with possessive endings apart and straight apostrophes.
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

// Government returns the record of the government of the country with a code, nil if there is none.
func (g *Names) Government(code string) *entity.Record {
	if g == nil {
		return nil
	}
	return g.governments[code]
}
