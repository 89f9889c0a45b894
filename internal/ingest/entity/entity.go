package entity

import (
	"slices"

	"graphd/internal/ingest/text"
)

// Entity is someone or something that a document mentions, told apart from every other.
type Entity struct {
	Key   string   // "dominic-raab"; for an entity that only its document knows, unique within the document alone
	Local bool     // Key is unique within the document alone: "a senior official"
	Name  string   // the best name: "Dominic Raab", "Intelligence and Security Committee"
	Names []string // every other name that the document or the gazetteer gives, without Name
	Kind  Kind
	Roles []Role  // offices held, as this document or the gazetteer states them
	Known *Record // what the gazetteer knows; nil if nothing
}

// Role is an office that an entity holds: the office's key, its title and, where stated, the body that it is an office of.
type Role struct {
	Key   string // "" where the title alone tells no one office: "mayor", "retired teacher"
	Title string
	Body  string // key of the body; "" if not stated
}

// Kind of entity.
type Kind string

// The kinds.
const (
	Person   Kind = "person"
	Body     Kind = "body"     // organisation, committee, government, party, company
	Office   Kind = "office"   // a post, spoken of as such: "the Prime Minister"
	Group    Kind = "group"    // "local authorities", "critics"
	Document Kind = "document" // a report, letter or statement that is said to say something
	Unnamed  Kind = "unnamed"  // a person or thing without a name: "a senior official"
)

// Form of a mention.
type Form string

// The forms.
const (
	Name    Form = "name"
	Nominal Form = "nominal"
	Pronoun Form = "pronoun"
)

// Mention is one place where a document refers to an entity.
type Mention struct {
	Span       text.Span // the whole phrase: "Foreign Secretary Dominic Raab"
	Head       text.Span // its head word
	Form       Form
	Entity     int     // index in Resolution.Entities
	Confidence float64 // 0 to 1, that the link is right
}

// Resolution is who is who in one document. Mentions are in text order.
type Resolution struct {
	Entities []Entity
	Mentions []Mention
}

// At is the entity of a phrase that Resolve was asked for; ok is false where it could not be told.
func (r Resolution) At(phrase text.Span) (entity int, confidence float64, ok bool) {
	i, found := slices.BinarySearchFunc(r.Mentions, phrase, func(m Mention, s text.Span) int { return CompareSpans(m.Span, s) })
	if !found {
		return 0, 0, false
	}
	return r.Mentions[i].Entity, r.Mentions[i].Confidence, true
}

func CompareSpans(a, b text.Span) int {
	if a.Start != b.Start {
		return a.Start - b.Start
	}
	return a.End - b.End
}
