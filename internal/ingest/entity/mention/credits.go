package mention

import (
	"regexp"
	"strings"
	"unicode"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
)

// takeTitleBeforeHolder returns the title that ends before the name of its holder in [start, to): "San Marco County District
// Attorney" in "San Marco County District Attorney Lena Brook", "Senators" in "Senators Ana Ruiz". It reports false if there
// is none.
func (s *detector) takeTitleBeforeHolder(start, to int) (Title, bool) {
	for at := start + 1; at+1 < to; at++ {
		if !s.beginsHolder(at) || s.isGivenName(s.Words[start].Form) && !s.lex.Places[s.Words[start].Lower] {
			continue
		}
		if _, _, _, isTitle := s.titleNounAt(at); isTitle && at+2 < to && s.beginsHolder(at+1) {
			continue // "Justice" of "Chief Justice Nora Pike"
		}
		if n, head, _, ok := s.titleNounAt(at - 1); ok {
			return Title{start, at, head, n}, true
		}
	}
	return Title{}, false
}

// titleNounAt returns the sense of word i if it may be the last of a title before a name. Prefixes and suffixes do not matter:
// "co-defendant", "president-elect".
func (s *detector) titleNounAt(i int) (n lexicon.Noun, head string, plural, ok bool) {
	lower, lemma := s.Words[i].Lower, s.Words[i].Lemma
	stem := withoutAffixes(lower)
	if n, ok := s.lex.NameTitles[lower]; ok && n.Class == lexicon.Honorific {
		return n, lower, false, true
	}
	n, head, plural, ok = s.lex.Noun(stem, lemma)
	if !ok || !n.CanLead() {
		return lexicon.Noun{}, "", false, false
	}
	if stem != lower {
		head = lower // a president-elect is not the president
	}
	return n, head, plural, true
}

// withoutAffixes returns a word in lower case without the prefixes and suffixes of titles.
func withoutAffixes(word string) string {
	for {
		stem := word
		for affix := range lexicon.TitleAffixes {
			if stem == word && strings.HasPrefix(affix, "-") {
				stem = strings.TrimSuffix(word, affix)
			} else if stem == word {
				stem = strings.TrimPrefix(word, affix)
			}
		}
		if stem == word {
			return word
		}
		word = stem
	}
}

// beginsHolder reports whether a person's name may begin at word i: with a given name, or a name of several words that the
// name finder takes for a person's.
func (s *detector) beginsHolder(i int) bool {
	if s.isGivenName(s.Words[i].Form) {
		return true
	}
	name := s.Words[i].Name
	return name.Begin && name.Kind == ling.Person && i+1 < len(s.Words) && s.Words[i+1].Name.Kind == ling.Person && !s.Words[i+1].Name.Begin
}

// withoutCredits returns the part of the name in [from, to) without what is only written next to it: a party, a place or an
// agency before a person's name, a credit after it.
func (s *detector) withoutCredits(from, to int) (int, int) {
	if to-from == 2 && s.isTitleAcronym(from) && (s.lex.Surnames[s.Words[from+1].Lower] || s.Words[from+1].Name.Kind == ling.Person) {
		return from + 1, to // "DA Brook"
	}
	for to > from+2 && lexicon.Credits[s.Words[to-1].Lower] && s.isGivenName(s.Words[from].Form) {
		to--
	}
	if s.areCredits(to-1, to) && !s.lex.Surnames[s.Words[to-1].Lower] {
		return from, to // no person's name follows
	}
	for at := from + 1; at+1 < to; at++ {
		if s.beginsHolder(at) && (s.areCredits(from, at) || s.areDescriptions(from, at, to)) {
			return at, to
		}
		if !s.areCredits(from, at) && at-from > maxPlaceWords {
			break
		}
	}
	return from, to
}

// maxPlaceWords is the number of words of the longest place that may precede a person's name. Chosen by hand.
const maxPlaceWords = 3

// areCredits reports whether the words [from, to) may be written before a person's name without being part of it: parties,
// religions, peoples, countries, places, agencies, acronyms.
func (s *detector) areCredits(from, to int) bool {
	if name := s.Join(from, to); s.lex.Countries[name] != "" || s.lex.Places[strings.ToLower(name)] && !s.isGivenName(s.Words[from].Form) {
		return true
	}
	for i := from; i < to; i++ {
		form, lower := s.Words[i].Form, s.Words[i].Lower
		isAcronym := len(form) > 2 && lexicon.IsAcronym(form) && !s.InCapitals(i)
		isChamber := lexicon.Chambers[lower] && i+1 < to && lexicon.Affiliations[s.Words[i+1].Lower] // "House Republican Ana Ruiz"
		isCredit := isAcronym || isChamber || s.isTitleAcronym(i) || lexicon.Affiliations[lower] || lexicon.Credits[lower] || s.lex.NationalAdjectives[form] != "" || s.isAgency(i)
		if lexicon.Parties[lower] {
			continue // "Tory" is a given name as well
		}
		if !isCredit || s.isGivenName(form) {
			return false
		}
	}
	return true
}

// isTitleAcronym reports whether word i is a title that is written as an acronym.
func (s *detector) isTitleAcronym(i int) bool {
	w := &s.Words[i]
	return lexicon.TitleAcronyms[w.Lower] && lexicon.IsAllCapitals(w.Form) && !s.InCapitals(i)
}

// trimToKnownNames cuts a name that ends in the full name of a person of the document to that name: an agency that was glued
// to it would otherwise hide the person. "Mary Ann Lee" stays another person than "Ann Lee".
func (s *detector) trimToKnownNames() {
	known, offices := map[string]bool{}, map[string]string{}
	for _, c := range s.candidates {
		if !c.IsNamed() || c.Kind != entity.Person || c.Name.Len() < 2 {
			continue
		}
		if c.Name.Len() == 2 || len(c.Titles) > 0 {
			known[s.foldedName(c)] = true
		}
		for _, t := range c.Titles {
			offices[s.Words[c.Name.To-1].Lower] += s.initials(t)
		}
	}
	for _, c := range s.candidates {
		if !c.IsNamed() || len(c.Records) > 0 || c.Conjuncts != nil {
			continue
		}
		if office := offices[s.Words[c.Name.To-1].Lower]; c.Name.Len() == 2 && s.isShortAcronym(c.Name.From) && strings.Contains(office, s.Words[c.Name.From].Form+" ") {
			s.trim(c, c.Name.To-1) // "DA Brook" for "District Attorney Lena Brook"
		} else if at, ok := s.knownNameIn(c, known); ok {
			s.trim(c, at)
		}
	}
}

// initials returns the initials of a title, with a space after them: "SMCDA " for "San Marco County District Attorney".
func (s *detector) initials(t Title) string {
	var b strings.Builder
	for i := t.From; i < t.To; i++ {
		if !lexicon.FunctionWords[s.Words[i].Lower] {
			b.WriteRune(unicode.ToUpper(firstRune(s.Words[i].Form)))
		}
	}
	return b.String() + " "
}

// knownNameIn returns the word at which one of the known names, in lower case, begins and the name of c ends with it.
func (s *detector) knownNameIn(c *Candidate, known map[string]bool) (int, bool) {
	if s.isGivenName(s.Words[c.Name.From].Form) {
		return 0, false
	}
	for at := c.Name.From + 1; at+1 < c.Name.To; at++ {
		before := s.Words[at-1].Form
		if isInitial(s.Words[at].Form) || isInitial(before) || lexicon.NameParticles[s.Words[at].Lower] || !s.IsCapitalised(at-1) {
			break // "Friends of Ana Ruiz" are not Ana Ruiz
		}
		if known[strings.ToLower(s.Join(at, c.Name.To))] {
			return at, true
		}
	}
	return 0, false
}

// trim cuts the name of c to the person's name that begins at word from.
func (s *detector) trim(c *Candidate, from int) {
	c.Name.From, c.Kind, c.NonActor, c.Head = from, entity.Person, false, c.Name.To-1
	c.Gender = s.genderOf(c)
}

// isShortAcronym reports whether word i is an acronym of two to four letters.
func (s *detector) isShortAcronym(i int) bool {
	form := s.Words[i].Form
	return len(form) <= 4 && lexicon.IsAcronym(form) && !strings.Contains(form, ".") && !s.InCapitals(i)
}

// partyLabel matches the party and state of a member of Congress: "D-Texas".
var partyLabel = regexp.MustCompile(`^[DRI]-[A-Z]`)

// isCreditLine reports whether [from, to) is the credit of a picture, "Rob Finch/Getty Images", or a party label.
func (s *detector) isCreditLine(from, to int) bool {
	for i := from; i < to; i++ {
		left, right, ok := strings.Cut(s.Words[i].Lower, "/")
		if ok && (lexicon.Credits[left] || lexicon.Credits[right]) {
			return true
		}
	}
	return to-from == 1 && partyLabel.MatchString(s.Words[from].Form)
}

// isHonorificAlone reports whether word i is an honorific and no noun: "Mr" in "Mr and Mrs Brandt".
func (s *detector) isHonorificAlone(i int) bool {
	n, ok := s.lex.NameTitles[s.Words[i].Lower]
	_, isNoun := s.lex.Nouns[s.Words[i].Lower]
	return ok && n.Class == lexicon.Honorific && !isNoun && !s.surnames[s.Words[i].Form]
}

// beginsWithRank reports whether a name begins with a title that is part of it, "King Charles", and does not end like that of a
// place or a body: "King County".
func (s *detector) beginsWithRank(c *Candidate) bool {
	last := &s.Words[c.Name.To-1]
	return s.lex.NameTitles[s.Words[c.Name.From].Lower].Class == lexicon.Retained && !lexicon.ThingNouns[last.Lower] && !s.isCompanyWord(last)
}
