package entity

import (
	_ "embed"
	"strings"
	"sync"

	"graphd/internal/ingest/ling/namelist"
)

// class of a noun: what kind of source it names.
type class string

const (
	honorific  class = "honorific"  // Mr: a title that leaves the name
	retained   class = "retained"   // Pope: a title that stays in the name
	office     class = "office"     // minister: a post that someone holds
	spokes     class = "spokes"     // spokesman
	role       class = "role"       // economist: what someone is
	human      class = "human"      // woman, critic
	body       class = "body"       // committee
	collective class = "collective" // authorities
	document   class = "document"   // report
)

// noun is one line of the lexicon of nouns.
type noun struct {
	class   class
	gender  Gender
	plural  bool     // plural in itself: "spokespeople"
	broader []string // nouns that mean the same or more
}

// isPerson reports whether the noun names one human being.
func (n noun) isPerson() bool {
	return n.class == office || n.class == spokes || n.class == role || n.class == human
}

// canLead reports whether the noun can stand right before a name: "chancellor Angela Merkel".
func (n noun) canLead() bool { return n.class == office || n.class == spokes || n.class == role }

// country is one line of the lexicon of countries.
type country struct {
	code                        string
	names, adjectives, capitals []string
}

// lexicon is what the resolver knows of words.
type lexicon struct {
	nouns  map[string]noun // nominal senses
	titles map[string]noun // senses before a name: honorific and retained
	given  map[string]Gender
	lands  map[string]string // names, adjectives and capitals of countries → code
	adject map[string]string // adjectives alone → code
}

var (
	//go:embed lexicon/nouns.tsv
	nounsTSV string
	//go:embed lexicon/countries.tsv
	countriesTSV string
	//go:embed lexicon/words.tsv
	wordsTSV string
	//go:embed lexicon/determiners.tsv
	determinersTSV string
	//go:embed lexicon/pronouns.tsv
	pronounsTSV string
)

var words = sync.OnceValue(readLexicon)

func readLexicon() *lexicon {
	l := &lexicon{
		nouns: map[string]noun{}, titles: map[string]noun{}, given: map[string]Gender{},
		lands: map[string]string{}, adject: map[string]string{},
	}
	for _, f := range lines(nounsTSV) {
		l.addNoun(f)
	}
	for name, gender := range namelist.Given() {
		l.given[name] = Gender(gender)
	}
	for _, f := range lines(countriesTSV) {
		l.addCountry(country{f[0], alternatives(f[1]), alternatives(f[2]), alternatives(f[3])})
	}
	return l
}

func (l *lexicon) addNoun(f []string) {
	n := noun{class: class(f[1])}
	if len(f) > 2 {
		n.plural = f[2] == "plural"
		if !n.plural {
			n.gender = Gender(f[2])
		}
	}
	if len(f) > 3 {
		n.broader = strings.Split(f[3], ",")
	}
	if n.class == honorific || n.class == retained {
		l.titles[f[0]] = n
		return
	}
	if _, seen := l.nouns[f[0]]; !seen { // the first sense is the commonest
		l.nouns[f[0]] = n
	}
}

func (l *lexicon) addCountry(c country) {
	for _, list := range [][]string{c.names, c.adjectives, c.capitals} {
		for _, name := range list {
			l.lands[name] = c.code
		}
	}
	for _, name := range c.adjectives {
		l.adject[name] = c.code
	}
}

// noun finds the nominal sense of a word, given with its lemma, and whether the word is a plural of it.
func (l *lexicon) noun(form, lemma string) (n noun, head string, plural, ok bool) {
	if n, ok = l.nouns[form]; ok {
		return n, form, n.plural || n.class == collective, true
	}
	for _, s := range append(singulars(form), lemma) {
		if n, ok = l.nouns[s]; ok && s != form {
			return n, s, true, true
		}
	}
	return noun{}, "", false, false
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
func lines(tsv string) [][]string {
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
func nounsOf(l *lexicon, head string) []string {
	out := []string{head}
	if n, ok := l.nouns[strings.ToLower(head)]; ok {
		out = append(out, n.broader...)
	}
	return out
}
