package lexicon

// Determiner is the class of a nominal's determiner.
type Determiner uint8

// The classes of determiners.
const (
	NoDeterminer Determiner = iota // "critics", "chief executive"
	Definite                       // the, this, those
	Indefinite                     // a, some, two, another
	Possessive                     // "the city’s", "his"
)

// Determiners holds the class of each determiner in lower case, from determiners.tsv. It must not be modified.
var Determiners = readDeterminers()

func readDeterminers() map[string]Determiner {
	classes := map[string]Determiner{"definite": Definite, "indefinite": Indefinite, "possessive": Possessive}
	table := map[string]Determiner{}
	for _, f := range tableRows(determinersTSV) {
		table[f[0]] = classes[f[1]]
	}
	return table
}
