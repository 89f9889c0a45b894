package mention

import (
	"regexp"

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
	if lexicon.CompanyNames[w.Lower] && s.isBeforeVerb(i, st) {
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
	return lexicon.CalendarNames[w.Lower] && !s.beginsCompany(i) && !s.isBeforeParticle(i) || s.isHeadlineWord(i)
}

// isBeforeParticle reports whether word i, a month, is a given name before a surname with a particle: "Jan van der Meulen", but
// not "in May de Wit".
func (s *detector) isBeforeParticle(i int) bool {
	st := s.SentenceOf(i)
	if !s.isGivenName(s.Words[i].Form) || i > st.From && lexicon.DatePrepositions[s.Words[i-1].Lower] || !lexicon.NameParticles[s.lowerAt(i+1, st)] {
		return false
	}
	n := s.particlesAt(i+1, st)
	return st.Has(i+1+n) && s.IsCapitalised(i+1+n)
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
	case lexicon.NameParticles[w] && !bodyNoun:
		if n := s.particlesAt(to, st); next(to + n) {
			return n
		}
	case w == "," && s.isLegalEnding(to+1, st) && !s.isPrefixCo(to+1, st):
		return 1
	case lexicon.IsQuoteMark(w) || w == "(":
		return s.nicknameWords(from, to, st)
	case w == "&" && next(to+1):
		return 1
	case w == "and" && next(to+1) && s.endsInBody(to+1, st):
		return 1
	case w == "and" && next(to+1) && (s.isBodyOf(from, to) && s.isPlural(to+1) || s.continuesPortfolio(from, to, st)): // Commission for Museums and Monuments
		return 1
	}
	return 0
}

// particlesAt returns the number of particles of a surname from word i on: two in "van der Meulen".
func (s *detector) particlesAt(i int, st ling.Range) int {
	n := 1
	for n < maxParticles && lexicon.NameParticles[s.lowerAt(i+n, st)] && !s.IsCapitalised(i+n) {
		n++
	}
	return n
}

// maxParticles is the number of particles before a surname, as in "van de la Rue". Chosen by hand.
const maxParticles = 3

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

// minShoutedNoun is the number of bytes from which a noun in capitals is no acronym: "MAYOR", but not "ACT". Chosen by
// hand.
const minShoutedNoun = 5
