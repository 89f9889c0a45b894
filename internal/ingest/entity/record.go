package entity

// Record is what the gazetteer knows about an entity. Key, Kind and Name are required.
type Record struct {
	Key      string
	Kind     Kind
	Name     string
	Names    []string // other names and acronyms: "ISC"
	Metonyms []string // names of places and buildings that denote the entity as a source: "Moscow"
	Nouns    []string // nouns, in lower case, with which a definite nominal may refer to it: "committee"
	Gender   Gender   // of a person
	Country  string   // ISO 3166-1 alpha-2 code of its country; "" if it has none or several
	Roles    []Role   // offices that a person holds or held
	Body     string   // key of the body that an office belongs to
	Wikidata string   // item: "Q22250"
}

// Gender is the gender of a person, as far as pronouns and titles depend on it. The zero value means that it is not known.
type Gender string

// The genders.
const (
	Female Gender = "female"
	Male   Gender = "male"
)
