package entity

import (
	"slices"

	"graphd/internal/ingest/text"
)

// Entity is an entity that a document mentions.
type Entity struct {
	Key     string   // "dominic-raab"; if Local, unique within the document only
	Local   bool     // the entity cannot be identified outside its document: "a senior official"
	Name    string   // main name: "Dominic Raab", "Intelligence and Security Committee"
	Names   []string // other names that the document gives, sorted
	Kind    Kind
	Roles   []Role  // offices that the document states
	Members []int   // of a group that the document names one by one, "Ana Ruiz and Tom Hale": their indexes in Resolution.Entities
	Known   *Record // the gazetteer's record; nil if there is none
}

// Role is an office that an entity holds.
type Role struct {
	Key   string // "" if the title does not identify one office: "mayor", "retired teacher"
	Title string
	Body  string // key of the body that the office belongs to; "" if not stated
}

// Kind is the kind of an entity.
type Kind string

// The kinds of entities.
const (
	Person   Kind = "person"
	Body     Kind = "body"     // organisation, committee, government, party, company
	Office   Kind = "office"   // a post, as distinct from its holder: "the Prime Minister"
	Group    Kind = "group"    // "local authorities", "critics"
	Document Kind = "document" // a report, letter or statement as a source
	Unnamed  Kind = "unnamed"  // a person or thing without a name: "a senior official"
)

// MentionForm is the form of a mention.
type MentionForm string

// The forms of mentions.
const (
	Name    MentionForm = "name"
	Nominal MentionForm = "nominal"
	Pronoun MentionForm = "pronoun"
)

// Mention is a phrase of a document that refers to an entity.
type Mention struct {
	Span       text.Span // the whole phrase: "Foreign Secretary Dominic Raab"
	Head       text.Span // its head word
	Form       MentionForm
	Entity     int     // index in Resolution.Entities
	Confidence float64 // of the link to the entity, greater than 0 and at most 1
}

// Resolution holds the mentions and entities of one document.
type Resolution struct {
	Entities []Entity  // in the order of their first mentions
	Mentions []Mention // in text order, the longer of two that begin together last
}

// At returns the entity of a phrase that the resolver was asked for, as an index in Entities, and the confidence of the
// link. It reports false if the entity of the phrase could not be determined.
func (r Resolution) At(phrase text.Span) (entity int, confidence float64, ok bool) {
	i, found := slices.BinarySearchFunc(r.Mentions, phrase, func(m Mention, s text.Span) int { return CompareSpans(m.Span, s) })
	if !found {
		return 0, 0, false
	}
	return r.Mentions[i].Entity, r.Mentions[i].Confidence, true
}

// CompareSpans orders spans by start, then by end. It returns a negative number if a comes before b, zero if they are equal.
func CompareSpans(a, b text.Span) int {
	if a.Start != b.Start {
		return a.Start - b.Start
	}
	return a.End - b.End
}
