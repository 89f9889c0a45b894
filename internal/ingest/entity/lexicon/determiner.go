package lexicon

// determiner of a nominal.
type Determiner uint8

const (
	NoDeterminer Determiner = iota // "critics", "chief executive"
	Definite                       // the, this, those
	Indefinite                     // a, some, two, another
	Possessive                     // "the city’s", "his"
)

// determiners holds the class of each determiner, from determiners.tsv.
var Determiners = readDeterminers()

func readDeterminers() map[string]Determiner {
	classes := map[string]Determiner{"definite": Definite, "indefinite": Indefinite, "possessive": Possessive}
	table := map[string]Determiner{}
	for _, f := range tableRows(determinersTSV) {
		table[f[0]] = classes[f[1]]
	}
	return table
}
