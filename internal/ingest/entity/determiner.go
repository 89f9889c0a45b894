package entity

// determiner of a nominal.
type determiner uint8

const (
	bare       determiner = iota // "critics", "chief executive"
	definite                     // the, this, those
	indefinite                   // a, some, two, another
	owned                        // "the city’s", "his"
)

// determiners holds the class of each determiner, from determiners.tsv.
var determiners = readDeterminers()

func readDeterminers() map[string]determiner {
	classes := map[string]determiner{"definite": definite, "indefinite": indefinite, "possessive": owned}
	table := map[string]determiner{}
	for _, f := range lines(determinersTSV) {
		table[f[0]] = classes[f[1]]
	}
	return table
}
