package lexicon

import (
	"strings"

	"graphd/internal/ingest/entity"
)

// number of a pronoun.
type GrammaticalNumber uint8

const (
	Singular GrammaticalNumber = iota
	Plural
)

// pronoun is what its form says of its antecedent.
type PronounSense struct {
	Number   GrammaticalNumber
	Gender   entity.Gender
	Thing    bool // not a human being
	Relative bool // refers to the noun phrase right before it
	Open     bool // refers to whoever speaks or reads, which the narration does not say
}

// pronouns holds the pronouns by form, from pronouns.tsv.
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
