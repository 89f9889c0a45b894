package lexicon

import (
	"strings"

	"graphd/internal/ingest/entity"
)

// GrammaticalNumber is the number of a pronoun.
type GrammaticalNumber uint8

// The grammatical numbers.
const (
	Singular GrammaticalNumber = iota
	Plural
)

// PronounSense is what the form of a pronoun shows about its antecedent.
type PronounSense struct {
	Number   GrammaticalNumber
	Gender   entity.Gender
	Thing    bool // the antecedent is not a person
	Relative bool // the antecedent is the noun phrase before it
	Open     bool // refers to the writer, the reader or nobody in particular; has no antecedent
}

// Pronouns holds the pronouns by their form in lower case, from pronouns.tsv. It must not be modified.
var Pronouns = readPronouns()

func readPronouns() map[string]PronounSense {
	table := map[string]PronounSense{}
	for _, f := range tableRows(pronounsTSV) {
		p := PronounSense{Number: Singular}
		if f[1] == "plural" {
			p.Number = Plural
		}
		if f[2] != "-" {
			p.Gender = entity.Gender(f[2])
		}
		for _, reference := range strings.Split(f[3], ",") {
			switch reference {
			case "thing":
				p.Thing = true
			case "relative":
				p.Relative = true
			case "open":
				p.Open = true
			}
		}
		table[f[0]] = p
	}
	return table
}
