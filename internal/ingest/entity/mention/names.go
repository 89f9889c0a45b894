package mention

import (
	"regexp"
	"slices"
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// MaxNameWords is the number of words, titles included, beyond which a sequence of capitalised words is no name. Chosen
// by hand.
const MaxNameWords = 14

// maxKnownWords is the number of words of the longest name that is looked up in the gazetteer. Chosen by hand.
const maxKnownWords = 12

var questionNumber = regexp.MustCompile(`^Q[0-9]{1,4}$`)

// nameEnd returns the end of the words from i on that may be a name with its titles; i if none begins there.
func (s *detector) nameEnd(i int, st ling.Range) int {
	known, _ := s.gazetteer.Match(s.plain[i:min(i+maxKnownWords, st.To)])
	if !s.beginsName(i, known, st) {
		return i
	}
	to := max(i+1, i+known)
	for to < st.To && to-i < MaxNameWords {
		if s.IsCapitalised(to) && !s.isNeverInName(to) {
			to++
			continue
		}
		if n := s.linkingWords(i, to, st); n > 0 {
			to += n
			continue
		}
		break
	}
	return to
}

// beginsName reports whether a name begins at word i. The gazetteer knows the first known words from there as a name.
func (s *detector) beginsName(i, known int, st ling.Range) bool {
	w := &s.Words[i]
	if s.capital[i] && (known > 1 || s.isSurnameAlone(i, st)) {
		return true
	}
	if !s.capital[i] || s.isNeverInName(i) {
		return false
	}
	if w.Name.Kind != ling.NoName {
		return true
	}
	if s.headline[w.Sentence] {
		return known > 0 || s.midSentenceCapitals[w.Form] > 0 || s.isGivenName(w.Form) && i+1 < st.To && s.IsCapitalised(i+1)
	}
	if !s.AtStart(i) {
		return true
	}
	if lexicon.FunctionWords[w.Lower] {
		return false
	}
	if _, isTitle := s.lex.NameTitles[w.Lower]; isTitle || s.isGivenName(w.Form) || s.midSentenceCapitals[w.Form] > 0 || lexicon.IsAllCapitals(w.Form) && len(w.Form) > 1 {
		return true
	}
	if lexicon.BodyTopics[w.Lower] && s.linkingWords(i, i+1, st) > 0 {
		return true
	}
	if next := i + 1; next < st.To && s.IsCapitalised(next) && !s.isNeverInName(next) {
		return w.UPOS == "" || w.UPOS == ud.PROPN || w.UPOS == ud.ADJ || w.UPOS == ud.NOUN || known > 0
	}
	return w.UPOS == ud.PROPN || known > 0 && w.UPOS == ""
}

// isGivenName reports whether form is a given name.
func (s *detector) isGivenName(form string) bool {
	_, ok := s.lex.GivenNames[form]
	return ok
}

// isNeverInName reports whether a capitalised word is never part of a name: "I", "Monday", "The", the number of a question at
// the beginning of a sentence: "Q14 Mr Tate:".
func (s *detector) isNeverInName(i int) bool {
	w := &s.Words[i]
	if s.AtStart(i) && questionNumber.MatchString(w.Form) {
		return true
	}
	if !s.allCaps[w.Sentence] && w.Name.Kind == ling.Person && w.Name.Begin && i+1 < len(s.Words) && s.Words[i+1].Name.Kind == ling.Person && !s.Words[i+1].Name.Begin {
		return false // "Will Sharpe", "April Jones"
	}
	if s.endsPerson(i) {
		return false
	}
	if lexicon.FunctionWords[w.Lower] || lexicon.Determiners[w.Lower] != lexicon.NoDeterminer {
		isAcronym := len(w.Form) <= 3 && lexicon.IsAllCapitals(w.Form) && w.XPOS != ud.PRP && !s.isShouted(i-1) && !s.isShouted(i+1)
		return !isAcronym // "WHO" may be a name, "MORE" and "I" are none
	}
	return lexicon.CalendarNames[w.Lower] && !s.beginsCompany(i) || s.isHeadlineWord(i)
}

// isShouted reports whether word i is in a sentence in capitals, or a word in capitals that is too long for most acronyms.
func (s *detector) isShouted(i int) bool {
	return i >= 0 && i < len(s.Words) && (s.InCapitals(i) || len(s.Words[i].Form) >= minShoutedNoun && lexicon.IsAllCapitals(s.Words[i].Form))
}

// isHeadlineWord reports whether word i has its capital from a headline: it is a common word that the text below the headlines
// does not capitalise within sentences, and no title or noun for a body.
func (s *detector) isHeadlineWord(i int) bool {
	w := &s.Words[i]
	if !s.headline[w.Sentence] && !s.allCaps[w.Sentence] || !s.lex.CommonWords[w.Lower] {
		return false
	}
	form := lexicon.TitleCase(w.Form)
	if s.midSentenceCapitals[form] > 0 || s.isGivenName(form) || s.lex.CommonSurnames[w.Lower] {
		return false
	}
	_, isTitle := s.lex.NameTitles[w.Lower]
	_, _, _, isNoun := s.lex.Noun(w.Lower, w.Lemma)
	return !isTitle && !isNoun
}

// linkingWords returns how many words from to on continue the name at from without a capital: "of" in "Bank of
// England", "and the" in "Health and the Arts".
func (s *detector) linkingWords(from, to int, st ling.Range) int {
	if to+1 >= st.To || to == from {
		return 0
	}
	last := s.Words[to-1].Lower
	next := func(i int) bool { return i < st.To && s.IsCapitalised(i) && !s.isNeverInName(i) }
	_, bodyNoun := s.bodyNoun(to - 1)
	switch w := s.Words[to].Lower; {
	case lexicon.LegalForms[w]:
		return 1
	case (w == "of" || w == "for") && (bodyNoun || lexicon.TitlesWithComplement[last]), w == "for" && lexicon.BodyTopics[last], w == "of" && s.isBodyOf(from, to):
		if next(to + 1) {
			return 1
		}
		if s.Words[to+1].Lower == "the" && next(to+2) {
			return 2
		}
	case w == "for" && last == "state" && next(to+1):
		return 1
	case w == "to" && to > from+1 && lexicon.TitlesWithComplement[last] && s.Words[to+1].Lower == "the" && next(to+2): // Chief Secretary to the Treasury
		return 2
	case lexicon.NameParticles[w] && next(to+1) && !bodyNoun:
		return 1
	case w == "&" && next(to+1):
		return 1
	case w == "and" && next(to+1) && s.endsInBody(to+1, st):
		return 1
	case w == "and" && next(to+1) && (s.isBodyOf(from, to) && s.isPlural(to+1) || s.continuesPortfolio(from, to, st)): // Commission for Museums and Monuments
		return 1
	}
	return 0
}

// isPlural reports whether word i is tagged as a plural noun.
func (s *detector) isPlural(i int) bool {
	return s.Words[i].XPOS == ud.NNPS || s.Words[i].XPOS == ud.NNS
}

// isBodyOf reports whether [from, to) is the name of a body with its purpose: "Society for the Protection".
func (s *detector) isBodyOf(from, to int) bool {
	head := s.bodyHead(from, to)
	_, ok := s.bodyNoun(head)
	return ok && head < to-1
}

// endsInBody reports whether the capitalised words from i on end in a noun for a body, as in "Intelligence and Security
// Committee", and do not begin with a given name.
func (s *detector) endsInBody(i int, st ling.Range) bool {
	if s.isGivenName(s.Words[i].Form) {
		return false
	}
	to := i
	for to < st.To && to-i < MaxNameWords && s.IsCapitalised(to) && !s.isNeverInName(to) {
		to++
	}
	n, ok := s.bodyNoun(to - 1)
	return ok && n.Class == lexicon.Body && to-i >= 2
}

// bodyNoun returns the sense of word i if it is a noun for a body.
func (s *detector) bodyNoun(i int) (lexicon.Noun, bool) {
	n, _, _, ok := s.lex.Noun(s.Words[i].Lower, s.Words[i].Lower)
	return n, ok && n.Class == lexicon.Body
}

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
	if len(titles) > 0 {
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

// onlyPeople returns the records of persons. Only persons have titles.
func onlyPeople(records []*entity.Record) []*entity.Record {
	return slices.DeleteFunc(slices.Clone(records), func(r *entity.Record) bool { return r.Kind != entity.Person })
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

// namesNobody reports whether a name is that of a place, or of something that is neither a person nor a body.
func (s *detector) namesNobody(c *Candidate) bool {
	if _, ok := s.lex.Countries[s.NameOf(c)]; ok {
		return true
	}
	k := s.majorityNameKind(c.Name.From, c.Name.To)
	return k == ling.Place || k == ling.OtherName
}

// isAdjective reports whether capitalised word i is an adjective: "Western", "Scottish".
func (s *detector) isAdjective(i int, st ling.Range) bool {
	if _, ok := s.lex.NationalAdjectives[s.Words[i].Form]; ok && s.Words[i].UPOS == ud.ADJ {
		return true
	}
	return s.Words[i].UPOS == ud.ADJ && i+1 < st.To && s.Words[i+1].UPOS == ud.NOUN
}

// isAffiliation reports whether word i is the adjective of a party or a religion that modifies the words after it: "Catholic
// bishops", "Democratic and other voters".
func (s *detector) isAffiliation(i int, st ling.Range) bool {
	if !lexicon.Affiliations[s.Words[i].Lower] {
		return false
	}
	if i+1 >= st.To {
		return true
	}
	next := &s.Words[i+1]
	return next.UPOS == ud.NOUN || next.UPOS == ud.ADJ || next.UPOS == ud.PROPN || next.UPOS == ud.CCONJ || s.Words[i].UPOS == ud.ADJ
}

// recordsOf returns the gazetteer's records whose name is exactly the words [from, to), with or without "the".
func (s *detector) recordsOf(from, to int) []*entity.Record {
	if n, found := s.gazetteer.Match(s.Forms(from, to)); n == to-from {
		return found
	}
	if first := s.Words[from].Lower; first == "the" {
		return s.recordsOf(from+1, to)
	}
	return nil
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
	if s.midSentenceCapitals[form] > 0 || s.midSentenceCapitals[w.Form] > 0 || s.isGivenName(form) || s.lex.Surnames[w.Lower] {
		return false
	}
	_, isCountry := s.lex.Countries[form]
	isAcronym := lexicon.IsAllCapitals(w.Form) && !s.allCaps[w.Sentence]
	return !isCountry && !isAcronym && !s.lex.Places[w.Lower] && len(s.recordsOf(from, to)) == 0 && len(s.gazetteer.ByMetonym(form)) == 0
}

// minShoutedNoun is the number of bytes from which a noun in capitals is no acronym: "MAYOR", but not "ACT". Chosen by
// hand.
const minShoutedNoun = 5

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

// nameKind returns the kind that the form of a name shows, "" if it shows none.
func (s *detector) nameKind(c *Candidate) entity.Kind {
	if len(c.Titles) > 0 {
		return entity.Person
	}
	if len(c.Records) > 0 {
		return c.Records[0].Kind
	}
	from, to := c.Name.From, c.Name.To
	if s.namesBody(from, to) {
		return entity.Body
	}
	first := s.Words[from].Form
	if _, ok := s.lex.Countries[s.Join(from, to)]; ok {
		return ""
	}
	if s.beginsWithRank(c) || to-from > 1 && s.isGivenName(first) {
		return entity.Person
	}
	switch s.majorityNameKind(from, to) {
	case ling.Person:
		return entity.Person
	case ling.Organization:
		return entity.Body
	case ling.Place, ling.OtherName:
		return ""
	}
	if lexicon.IsAllCapitals(first) && to-from == 1 && len(first) > 1 && len(first) <= 6 {
		return entity.Body
	}
	return ""
}

// namesBody reports whether only a body can have the name [from, to).
func (s *detector) namesBody(from, to int) bool {
	head := s.bodyHead(from, to)
	if last := s.Words[to-1].Lower; to-from == 2 && strings.HasSuffix(last, "s") && s.lex.CommonSurnames[last] && s.isGivenName(s.Words[from].Form) {
		return false // "Azealia Banks"
	}
	_, ok := s.bodyNoun(head)
	return ok || head < to-1 && lexicon.BodyTopics[s.Words[head].Lower]
}

// bodyHead returns the head word of a body's name: "Bank" in "Bank of England", "Committee" in "Defence Committee".
func (s *detector) bodyHead(from, to int) int {
	for i := from + 1; i < to; i++ {
		if w := s.Words[i].Lower; w == "of" || w == "for" || w == "on" {
			return i - 1
		}
	}
	return to - 1
}

// genderOf returns the gender that titles, record or given name of c show, "" if none does.
func (s *detector) genderOf(c *Candidate) entity.Gender {
	for _, t := range c.Titles {
		if t.Noun.Gender != "" {
			return t.Noun.Gender
		}
	}
	if len(c.Records) == 1 && c.Records[0].Gender != "" {
		return c.Records[0].Gender
	}
	if n := s.lex.NameTitles[s.Words[c.Name.From].Lower]; n.Class == lexicon.Retained {
		return n.Gender
	}
	if c.Kind == entity.Person && c.Name.Len() > 1 {
		return s.lex.GivenNames[s.Words[c.Name.From].Form]
	}
	return ""
}
