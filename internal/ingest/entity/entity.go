package entity

import "graphd/internal/ingest/text"

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

// Record is what the gazetteer knows of one entity. Only Key, Kind and Name are needed.
type Record struct {
	Key      string
	Kind     Kind
	Name     string
	Names    []string // other names and acronyms: "ISC"
	Metonyms []string // names of something else that mean this entity where it speaks: "Moscow"
	Nouns    []string // what it is, in lower case; "the" and one of them may mean it: "committee"
	Gender   Gender   // of a person
	Country  string   // ISO 3166-1 alpha-2 code of the country that it belongs to; "" if none or several
	Roles    []Role   // offices that a person holds or held
	Body     string   // key of the body that an office is in
	Wikidata string   // item: "Q22250"
}

// Gender of a person, as far as pronouns and titles need it.
type Gender string

// The genders. The zero value: not known.
const (
	Female Gender = "female"
	Male   Gender = "male"
)
