package lexicon

import (
	_ "embed"
	"strings"
	"sync"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/ling/namelist"
)

// class of a noun: what kind of source it names.
type NounClass string

const (
	Honorific    NounClass = "honorific"  // Mr: a title that leaves the name
	Retained     NounClass = "retained"   // Pope: a title that stays in the name
	Office       NounClass = "office"     // minister: a post that someone holds
	Spokesperson NounClass = "spokes"     // spokesman
	Occupation   NounClass = "role"       // economist: what someone is
	Human        NounClass = "human"      // woman, critic
	Body         NounClass = "body"       // committee
	Collective   NounClass = "collective" // authorities
	Document     NounClass = "document"   // report
)

// noun is one line of the lexicon of nouns.
type Noun struct {
	Class   NounClass
	Gender  entity.Gender
	plural  bool     // plural in itself: "spokespeople"
	broader []string // nouns that mean the same or more
}

// isPerson reports whether the noun names one human being.
func (n Noun) IsPerson() bool {
	return n.Class == Office || n.Class == Spokesperson || n.Class == Occupation || n.Class == Human
}

// canLead reports whether the noun can stand right before a name: "chancellor Angela Merkel".
func (n Noun) CanLead() bool {
	return n.Class == Office || n.Class == Spokesperson || n.Class == Occupation
}

// country is one line of the lexicon of countries.
type country struct {
	code                        string
	names, adjectives, capitals []string
}

// lexicon is what the resolver knows of words.
type Lexicon struct {
	Nouns              map[string]Noun // nominal senses
	NameTitles         map[string]Noun // senses before a name: honorific and retained
	GivenNames         map[string]entity.Gender
	Countries          map[string]string // names, adjectives and capitals of countries → code
	NationalAdjectives map[string]string // adjectives alone → code
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

var Default = sync.OnceValue(readLexicon)

func readLexicon() *Lexicon {
	l := &Lexicon{
		Nouns: map[string]Noun{}, NameTitles: map[string]Noun{}, GivenNames: map[string]entity.Gender{},
		Countries: map[string]string{}, NationalAdjectives: map[string]string{},
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
	if _, seen := l.Nouns[f[0]]; !seen { // the first sense is the commonest
		l.Nouns[f[0]] = n
	}
}

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

// noun finds the nominal sense of a word, given with its lemma, and whether the word is a plural of it.
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

// singulars are what an English noun in lower case may be the plural of.
func singulars(s string) []string {
	var out []string
	for _, p := range [][2]string{{"ies", "y"}, {"women", "woman"}, {"men", "man"}, {"children", "child"}, {"ches", "ch"}, {"ses", "s"}, {"s", ""}} {
		if stem, ok := strings.CutSuffix(s, p[0]); ok && stem+p[1] != "" {
			out = append(out, stem+p[1])
		}
	}
	return out
}

// lines are the fields of each line of a TSV file, comments left out.
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

func alternatives(s string) []string { return strings.Split(s, "|") }

// nounsOf are a noun and every broader one.
func NounAndBroader(l *Lexicon, head string) []string {
	out := []string{head}
	if n, ok := l.Nouns[strings.ToLower(head)]; ok {
		out = append(out, n.broader...)
	}
	return out
}
