package lexicon

import (
	"maps"
	"slices"
)

// Sets of words in lower case, from words.tsv. README.md describes each. They must not be modified.
var (
	Affiliations           = wordList("affiliation")
	AgencyEndings          = wordList("agency-ending")
	AppositionEnds         = wordList("apposition-end")
	BodyTitles             = wordList("body-title")
	BodyTopics             = wordList("body-topic")
	CalendarNames          = wordList("calendar-name")
	Chambers               = wordList("chamber")
	CompanyAssets          = wordList("company-asset")
	CompanyEndings         = wordList("company-ending")
	CompanyNames           = wordList("company-name")
	CompanyNouns           = wordList("company-noun")
	CompanySuffixes        = wordList("company-suffix")
	CompanyWords           = wordList("company-word")
	ComplementPrepositions = wordList("complement-preposition")
	Credits                = wordList("credit")
	DatePrepositions       = wordList("date-preposition")
	ForeignNounEndings     = wordList("foreign-noun-ending")
	FunctionWords          = wordList("function-word")
	GenerationSuffixes     = wordList("generation-suffix")
	GivenNameTitles        = wordList("given-name-title")
	LegalEndings           = wordList("legal-ending")
	LegalForms             = wordList("legal-form")
	NameParticles          = wordList("name-particle")
	NationalBodies         = wordList("national-body")
	NeutralModifiers       = wordList("neutral-modifier")
	NameCapitals           = wordList("name-capital")
	NonHolderModifiers     = wordList("non-holder")
	OriginEndings          = wordList("origin-ending")
	OwnerPrepositions      = wordList("owner-preposition")
	Parties                = wordList("party")
	Participles            = wordList("participle")
	PersonVerbs            = wordList("person-verb")
	PersonObjects          = wordList("person-object")
	PersonOrBodyNouns      = wordList("person-or-body-noun")
	PhraseBreaks           = wordList("phrase-break")
	PlacePrepositions      = wordList("place-preposition")
	PluralVerbs            = wordList("plural-verb")
	PostNominals           = wordList("post-nominal")
	PrivateOccupations     = wordList("private-occupation")
	StateBodies            = wordList("state-body")
	TeamWords              = wordList("team-word")
	ThingNouns             = wordList("thing-noun")
	ThingTitles            = wordList("thing-title")
	TitleAcronyms          = wordList("title-acronym")
	TitleAffixes           = wordList("title-affix")
	TitlePhrases           = wordList("title-phrase")
	TitlesWithComplement   = wordList("title-with-complement")
)

var namePrefixes = slices.Sorted(maps.Keys(wordList("name-prefix")))

// wordList returns the words of the named list of words.tsv.
func wordList(name string) map[string]bool {
	words := map[string]bool{}
	for _, f := range tableRows(wordsTSV) {
		if f[0] == name {
			words[f[1]] = true
		}
	}
	return words
}
