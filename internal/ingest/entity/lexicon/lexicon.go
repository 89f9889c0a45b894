package lexicon

import (
	_ "embed"
	"iter"
	"strings"
	"sync"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/ling/namelist"
)

// NounClass is the kind of source that a noun refers to. Its values are those of nouns.tsv.
type NounClass string

// The classes of nouns.
const (
	Honorific    NounClass = "honorific"  // a title that is not part of the name: Mr
	Retained     NounClass = "retained"   // a title that is part of the name: Pope
	Office       NounClass = "office"     // a post: minister
	Spokesperson NounClass = "spokes"     // a spokesperson: spokeswoman
	Occupation   NounClass = "role"       // an occupation: economist
	Human        NounClass = "human"      // any other noun for a person: woman, critic
	Body         NounClass = "body"       // an organisation: committee
	Collective   NounClass = "collective" // several people or bodies: authorities
	Document     NounClass = "document"   // a document: report
)

// Noun is a sense of a noun: one row of nouns.tsv.
type Noun struct {
	Class   NounClass
	Gender  entity.Gender
	plural  bool     // a plural without a singular in the table: "spokespeople"
	broader []string // nouns with the same or a wider meaning
}

// IsPerson reports whether the noun refers to one person.
func (n Noun) IsPerson() bool {
	return n.Class == Office || n.Class == Spokesperson || n.Class == Occupation || n.Class == Human
}

// CanLead reports whether the noun may be a title directly before a name: "chancellor Angela Merkel".
func (n Noun) CanLead() bool {
	return n.Class == Office || n.Class == Spokesperson || n.Class == Occupation
}

// country is one row of countries.tsv.
type country struct {
	code                        string
	names, adjectives, capitals []string
}

// Lexicon holds the tables of nouns, given names and countries. It must not be modified.
type Lexicon struct {
	Nouns              map[string]Noun // senses of nominals
	NameTitles         map[string]Noun // senses before a name: honorific and retained titles
	GivenNames         map[string]entity.Gender
	Surnames           map[string]bool   // in lower case
	CommonSurnames     map[string]bool   // the most frequent ones
	FrequentSurnames   map[string]bool   // the most frequent ones of these
	Places             map[string]bool   // cities, provinces and states, in lower case
	CommonWords        map[string]bool   // words that are usually written without a capital
	Countries          map[string]string // country code by name, adjective or capital
	NationalAdjectives map[string]string // country code by adjective
}

var (
	//go:embed nouns.tsv
	nounsTSV string
	//go:embed countries.tsv
	countriesTSV string
	//go:embed words.tsv
	wordsTSV string
	//go:embed determiners.tsv
	determinersTSV string
	//go:embed pronouns.tsv
	pronounsTSV string
)

// Default returns the embedded lexicon.
var Default = sync.OnceValue(readLexicon)

// commonSurnames is the number of surnames that count as common, the same as in package namer. Chosen by hand.
const commonSurnames = 3000

// frequentSurnames is the number of surnames as which a given name is taken as often as not: "Kelly", "Scott", but not "John". Chosen by hand.
const frequentSurnames = 1000

// readLexicon parses the embedded tables.
func readLexicon() *Lexicon {
	l := &Lexicon{
		Nouns: map[string]Noun{}, NameTitles: map[string]Noun{}, GivenNames: map[string]entity.Gender{},
		Countries: map[string]string{}, NationalAdjectives: map[string]string{},
		Surnames: map[string]bool{}, CommonSurnames: map[string]bool{}, FrequentSurnames: map[string]bool{}, Places: setOf(namelist.Places()), CommonWords: setOf(namelist.CommonWords()),
	}
	for surname := range namelist.Surnames() {
		if l.Surnames[surname] = true; len(l.Surnames) <= commonSurnames {
			l.CommonSurnames[surname] = true
			l.FrequentSurnames[surname] = len(l.Surnames) <= frequentSurnames
		}
	}
	for _, f := range tableRows(nounsTSV) {
		l.addNoun(f)
	}
	for name, gender := range namelist.Given() {
		l.GivenNames[name] = entity.Gender(gender)
	}
	for _, f := range tableRows(countriesTSV) {
		l.addCountry(country{f[0], alternatives(f[1]), alternatives(f[2]), alternatives(f[3])})
	}
	return l
}

// setOf returns the set of words.
func setOf(words iter.Seq[string]) map[string]bool {
	set := map[string]bool{}
	for w := range words {
		set[w] = true
	}
	return set
}

// addNoun adds a row of nouns.tsv. Of several senses of a nominal, the first is used.
func (l *Lexicon) addNoun(f []string) {
	n := Noun{Class: NounClass(f[1])}
	if len(f) > 2 {
		n.plural = f[2] == "plural"
		if !n.plural {
			n.Gender = entity.Gender(f[2])
		}
	}
	if len(f) > 3 {
		n.broader = strings.Split(f[3], ",")
	}
	if n.Class == Honorific || n.Class == Retained {
		l.NameTitles[f[0]] = n
		return
	}
	if _, seen := l.Nouns[f[0]]; !seen {
		l.Nouns[f[0]] = n
	}
}

// addCountry adds a row of countries.tsv.
func (l *Lexicon) addCountry(c country) {
	for _, list := range [][]string{c.names, c.adjectives, c.capitals} {
		for _, name := range list {
			l.Countries[name] = c.code
		}
	}
	for _, name := range c.adjectives {
		l.NationalAdjectives[name] = c.code
	}
}

// Noun returns the nominal sense of a word in lower case with its lemma, the singular that the table lists, and whether the
// word is a plural.
func (l *Lexicon) Noun(form, lemma string) (n Noun, head string, plural, ok bool) {
	if n, ok = l.Nouns[form]; ok {
		return n, form, n.plural || n.Class == Collective, true
	}
	for _, s := range append(singulars(form), lemma) {
		if n, ok = l.Nouns[s]; ok && s != form {
			return n, s, true, true
		}
	}
	return Noun{}, "", false, false
}

// singulars returns the words that an English noun in lower case may be the plural of.
func singulars(s string) []string {
	var out []string
	for _, p := range [][2]string{{"ies", "y"}, {"women", "woman"}, {"men", "man"}, {"children", "child"}, {"ches", "ch"}, {"ses", "s"}, {"s", ""}} {
		if stem, ok := strings.CutSuffix(s, p[0]); ok && stem+p[1] != "" {
			out = append(out, stem+p[1])
		}
	}
	return out
}

// tableRows returns the fields of each line of a TSV file, without comments.
func tableRows(tsv string) [][]string {
	var out [][]string
	for line := range strings.Lines(tsv) {
		line = strings.TrimRight(line, "\n")
		if line != "" && line[0] != '#' {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

// alternatives returns the alternatives in a field of countries.tsv.
func alternatives(s string) []string { return strings.Split(s, "|") }

// Broader returns the nouns whose meaning includes that of noun, without noun itself.
func (l *Lexicon) Broader(noun string) []string { return l.Nouns[strings.ToLower(noun)].broader }
