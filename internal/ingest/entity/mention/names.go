package mention

import (
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// addName adds a candidate for the words [from, to), split into titles and name. It reports whether they are a mention.
func (s *detector) addName(from, to int, st ling.Range) bool {
	var titles []Title
	start, isSurname := from, to-from == 1 && s.isSurnameAlone(from, st)
	if !isSurname {
		titles, start = s.splitTitles(from, to)
		isSurname = len(titles) > 0 && to-start == 1 && s.surnames[s.Words[start].Form] // "Mr Major"
	}
	if start == to { // titles alone: "the Foreign Secretary"
		return s.addOffice(from, to, titles, st)
	}
	if s.isHeadlineRest(start, to) && len(titles) == 0 {
		return false
	}
	if !isSurname && (s.isCommonBody(start, to, st) || s.isCommonPerson(start, to)) {
		n, head, plural, _ := s.lex.Noun(s.Words[to-1].Lower, s.Words[to-1].Lemma)
		s.addNominal(to-1, n, head, plural, st)
		return true
	}
	name, end := s.withoutCredits(start, s.withoutPostnominals(start, to))
	if s.isCreditLine(from, to) {
		return true // no mention
	}
	if to-from == 1 && !isSurname && (s.isPostnominal(from) && s.lowerAt(from-1, st) == "," || s.isHonorificAlone(from)) {
		return false
	}
	if lexicon.GenerationSuffixes[strings.TrimSuffix(s.Words[name].Lower, ".")] {
		return false // the end of a name that an initial has cut off
	}
	if len(titles) > 0 && s.isTitleInName(from, name, end) {
		titles, name = nil, from
	}
	name = s.withoutPlaceOfOrigin(name, end)
	c := &Candidate{From: from, To: to, Head: end - 1, Form: entity.Name, Name: ling.Between(name, end), Titles: titles, Owner: -1, Apposition: -1}
	c.Records = s.recordsOf(name, end)
	if len(titles) > 0 || isSurname {
		c.Records = onlyPeople(c.Records)
	}
	c.Kind = s.nameKind(c)
	c.NonActor = c.Kind == "" && s.namesNobody(c)
	if to-from == 1 && !isSurname && (c.Kind == "" && s.isAdjective(from, st) || s.isAffiliation(from, st)) {
		return false
	}
	if c.Kind == entity.Body {
		c.Head = s.bodyHead(name, end)
		s.addCountry(c, st)
	}
	s.addLowerCaseTitles(c, st)
	c.Gender = s.genderOf(c)
	s.add(c)
	return true
}

// withoutPostnominals returns the end of the name in [from, to) before "QC", "MP" or "OBE".
func (s *detector) withoutPostnominals(from, to int) int {
	end := to
	for end > from+1 && s.isPostnominal(end-1) {
		end--
	}
	return end
}

// isPostnominal reports whether word i may be a degree or an honour behind a name.
func (s *detector) isPostnominal(i int) bool {
	return s.IsCapitalised(i) && lexicon.PostNominals[strings.ReplaceAll(s.Words[i].Lower, ".", "")]
}

// isCommonBody reports whether [from, to) is not a name but a capitalised common noun: "the Committee", "the
// Government".
func (s *detector) isCommonBody(from, to int, st ling.Range) bool {
	if to-from != 1 || s.Words[from].Name.Kind == ling.Person && s.determinerBefore(from, st) != lexicon.Definite {
		return false
	}
	n, _, _, ok := s.lex.Noun(s.Words[from].Lower, s.Words[from].Lemma)
	if !ok || n.Class != lexicon.Body && n.Class != lexicon.Document && !n.IsPerson() {
		return false
	}
	if len(s.recordsOf(from, to)) > 0 && s.determinerBefore(from, st) != lexicon.Definite {
		return false
	}
	form := s.Words[from].Form
	return !lexicon.IsAllCapitals(form) || len(form) >= minShoutedNoun || s.allCaps[s.Words[from].Sentence]
}

// isCommonPerson reports whether [from, to) is not a name but a capitalised description of a person: "Hull Man". Outside
// headlines, a plural may be the name of a body: "Tinplate Workers".
func (s *detector) isCommonPerson(from, to int) bool {
	last := &s.Words[to-1]
	n, _, plural, ok := s.lex.Noun(last.Lower, last.Lemma)
	if plural && !s.headline[last.Sentence] && !s.allCaps[last.Sentence] {
		return false
	}
	isPerson := ok && (n.Class == lexicon.Human || n.Class == lexicon.Occupation)
	return isPerson && to-from > 1 && !s.isGivenName(s.Words[from].Form) && !s.lex.CommonSurnames[last.Lower] && len(s.recordsOf(from, to)) == 0
}

// isHeadlineRest reports whether [from, to) is a single word of a headline that nothing shows to be a name.
func (s *detector) isHeadlineRest(from, to int) bool {
	w := &s.Words[from]
	if to-from != 1 || !s.headline[w.Sentence] && !s.allCaps[w.Sentence] {
		return false
	}
	form := lexicon.TitleCase(w.Form)
	if s.midSentenceCapitals[form] > 0 || s.midSentenceCapitals[w.Form] > 0 || s.isGivenName(form) || s.lex.Surnames[w.Lower] && !(s.lex.CommonWords[w.Lower] && w.UPOS != ud.PROPN) {
		return false
	}
	_, isCountry := s.lex.Countries[form]
	isAcronym := lexicon.IsAllCapitals(w.Form) && !s.allCaps[w.Sentence]
	return !isCountry && !isAcronym && !s.lex.Places[w.Lower] && len(s.recordsOf(from, to)) == 0 && len(s.gazetteer.ByMetonym(form)) == 0
}

// addOffice adds titles without a name as a nominal: "Prime Minister", "the Foreign Secretary". It reports false for
// honorifics.
func (s *detector) addOffice(from, to int, titles []Title, st ling.Range) bool {
	last := titles[len(titles)-1]
	if last.Noun.Class == lexicon.Honorific || last.Noun.Class == lexicon.Retained {
		return false
	}
	c := &Candidate{
		From: from, To: to, Head: s.bodyHead(from, to), Form: entity.Nominal, Noun: last.Head, Sense: last.Noun, Kind: entity.Unnamed, Gender: last.Noun.Gender,
		Owner: -1, Apposition: -1, Records: s.recordsOf(from, to),
	}
	for i := from; i < to; i++ {
		if i != c.Head && !lexicon.FunctionWords[s.Words[i].Lower] {
			c.Modifiers = append(c.Modifiers, i)
		}
	}
	for i := from - 1; i >= st.From && lexicon.NonHolderModifiers[strings.TrimSuffix(s.Words[i].Lower, "-")]; i-- {
		c.From, c.Records = i, nil
		c.Modifiers = append(c.Modifiers, i)
	}
	c.Determiner = s.takeDeterminer(&c.From, st)
	if owner := s.byEnd[from-1]; lexicon.IsPossessiveEnding(s.lowerAt(from-1, st)) && owner != nil {
		c.From, c.Determiner = owner.From, lexicon.Possessive
	}
	s.add(c)
	return true
}
