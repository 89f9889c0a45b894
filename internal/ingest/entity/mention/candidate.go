package mention

import (
	"slices"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
)

// Title is a title before a name: "Foreign Secretary", "Mr", "US Secretary of State". It covers the words [From, To).
type Title struct {
	From, To int
	Head     string // its noun, in lower case
	Noun     lexicon.Noun
}

// Candidate is a phrase that may be a mention, with its parts. All positions are indexes of words; From and To include
// titles and determiner, and To is exclusive.
type Candidate struct {
	From, To int
	Head     int
	Form     entity.MentionForm
	Kind     entity.Kind // as the form alone shows it; "" if it does not
	Gender   entity.Gender
	Plural   bool
	Records  []*entity.Record // the gazetteer's records of the name

	// Of a name.
	Name     ling.Range // without titles; empty for nominals and pronouns
	Titles   []Title
	NonActor bool // the name of a place, an event or a work: an actor only if it is a source

	// Of a nominal. Noun is also the form of a pronoun.
	Noun       string // head noun, in the singular
	Sense      lexicon.Noun
	Determiner lexicon.Determiner
	Modifiers  []int // words between determiner and head noun

	// Links to other candidates, as indexes; -1 if there is none.
	Owner      int   // whom it belongs to or is for: "the city" in "the city’s mayor"
	Apposition int   // the candidate that it is an apposition to
	Conjuncts  []int // the candidates that it coordinates: "Raab and Pompeo"
	IsJoint    bool  // they are coordinated by "and"

	// Of the phrase of the caller.
	IsSource      bool // the caller asked for it
	IsPrincipal   bool // it lies within the phrase of a spokesperson, who speaks for it
	PhraseEnd     int  // end of the caller's phrase, without punctuation; 0 if the caller did not ask for it
	ComplementEnd int  // end of its complement, "an aide to the mayor", within the caller's phrase; 0 if it has none
}

// IsNamed reports whether c has a name.
func (c *Candidate) IsNamed() bool { return !c.Name.Empty() }

// NameOf returns the text of the name of c: "Dominic Raab".
func (p *Surface) NameOf(c *Candidate) string { return p.Join(c.Name.From, c.Name.To) }

// candidateIndex finds candidates by their first word, by the word after them and by their head. Of several at one word, it
// finds the longest.
type candidateIndex struct{ byFrom, byEnd, byHead map[int]int }

func newCandidateIndex(cs []*Candidate) candidateIndex {
	x := candidateIndex{map[int]int{}, map[int]int{}, map[int]int{}}
	for i, c := range cs {
		indexLonger(x.byFrom, c.From, i, cs)
		indexLonger(x.byEnd, c.To, i, cs)
		indexLonger(x.byHead, c.Head, i, cs)
	}
	return x
}

// indexLonger sets m[at] to i unless a longer candidate is there.
func indexLonger(m map[int]int, at, i int, cs []*Candidate) {
	if old, ok := m[at]; !ok || cs[i].To-cs[i].From > cs[old].To-cs[old].From {
		m[at] = i
	}
}

// sortCandidates sorts candidates by first word, and of those that begin together the longer first.
func sortCandidates(cs []*Candidate) {
	slices.SortStableFunc(cs, func(a, b *Candidate) int {
		if a.From != b.From {
			return a.From - b.From
		}
		return b.To - a.To
	})
}
