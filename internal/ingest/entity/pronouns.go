package entity

import "strings"

// number of a pronoun.
type number uint8

const (
	singular number = iota
	plural
)

// pronoun is what its form says of its antecedent.
type pronoun struct {
	number   number
	gender   Gender
	thing    bool // not a human being
	relative bool // refers to the noun phrase right before it
	open     bool // refers to whoever speaks or reads, which the narration does not say
}

// pronouns holds the pronouns by form, from pronouns.tsv.
var pronouns = readPronouns()

func readPronouns() map[string]pronoun {
	table := map[string]pronoun{}
	for _, f := range lines(pronounsTSV) {
		p := pronoun{number: singular}
		if f[1] == "plural" {
			p.number = plural
		}
		if f[2] != "-" {
			p.gender = Gender(f[2])
		}
		for _, reference := range strings.Split(f[3], ",") {
			switch reference {
			case "thing":
				p.thing = true
			case "relative":
				p.relative = true
			case "open":
				p.open = true
			}
		}
		table[f[0]] = p
	}
	return table
}
