package rdf

import (
	"cmp"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
)

// RelationType is a type of relation between two attributions. Its values are the names that the interfaces use.
type RelationType string

// The types of relation. A relation is stated only if the text shows it: by the grammar of one sentence, by the same words
// of the same source, or by words that describe exactly one attribution of the document. Its confidence is that of the two
// attributions.
const (
	RepliesTo     RelationType = "repliesTo"     // answers the other: "Asked whether …, she said …"
	Repeats       RelationType = "repeats"       // the same source repeats the words of the other
	DisagreesWith RelationType = "disagreesWith" // rejects or denies the other: "rejected the mayor's call for …"
	AgreesWith    RelationType = "agreesWith"    // accepts or confirms the other
	RelayedBy     RelationType = "relayedBy"     // is known at second hand: the content of the other reports it
)

var relationTerms = map[RelationType]quad.IRI{
	RepliesTo: vocab.RepliesTo, Repeats: vocab.Repeats, DisagreesWith: vocab.DisagreesWith, AgreesWith: vocab.AgreesWith,
	RelayedBy: vocab.RelayedBy,
}

// Relation relates two attributions of one document.
type Relation struct {
	Type     RelationType
	From, To int // indexes in Findings.Attributions
}

// Relations returns the relations between the attributions, sorted and without duplicates. Continuations are not among
// them: see [attribution.Attribution].
func (f Findings) Relations() []Relation {
	found := slices.Concat(f.replies(), f.repeats(), f.reactions(), f.relays())
	slices.SortFunc(found, func(a, b Relation) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Type, b.Type), cmp.Compare(a.To, b.To))
	})
	return slices.Compact(found)
}

// relays returns the relations of attributions at second hand to those whose contents report them: of "Reuters reported that
// Hall said …" that of Hall to that of Reuters.
func (f Findings) relays() (found []Relation) {
	for i, a := range f.Attributions {
		if a.SecondHand >= 0 {
			found = append(found, Relation{RelayedBy, i, a.SecondHand})
		}
	}
	return found
}

// writeRelations adds the relations between the attributions.
func (f Findings) writeRelations(g *graphBuilder) {
	for _, rel := range f.Relations() {
		g.add(f.AttributionIRI(f.Attributions[rel.From]), relationTerms[rel.Type], f.AttributionIRI(f.Attributions[rel.To]))
	}
}
