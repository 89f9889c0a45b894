package entity

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
