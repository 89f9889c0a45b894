package mention

import (
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// findSurnames records the last words of the persons' full names in the document, so that "Baker", "May" or "Judge" alone is
// read as a surname where somebody has it. It reads no headlines, where every noun has a capital.
func (s *detector) findSurnames() {
	for _, st := range s.Sentences {
		if st.Empty() || s.headline[s.Words[st.From].Sentence] || s.allCaps[s.Words[st.From].Sentence] {
			continue
		}
		for i := st.From; i+1 < st.To; i++ {
			if last, ok := s.surnameAfter(i, st); ok {
				s.surnames[s.Words[last].Form] = true
			}
		}
	}
}

// surnameAfter returns the last word of the full name of a person that begins at word i: a given name and a surname, or
// words that the name finder takes for a person.
func (s *detector) surnameAfter(i int, st ling.Range) (int, bool) {
	last := i + 1
	if last+1 < st.To && isInitial(s.Words[last].Form) {
		last++
	}
	for last+1 < st.To && s.continuesPerson(last+1) {
		last++
	}
	w := &s.Words[last]
	if !s.capital[i] || !s.capital[last] || last+1 < st.To && s.capital[last+1] || lexicon.IsAllCapitals(w.Form) && len(w.Form) > 1 {
		return 0, false
	}
	if s.Words[i].Name.Begin && s.Words[i].Name.Kind == ling.Person && s.continuesPerson(last) {
		return last, s.lex.Surnames[w.Lower] || !s.hasCompanyEnding(w) && !s.isPlainWord(w)
	}
	if _, _, _, isTitle := s.titleNounAt(i); isTitle && lexicon.CalendarNames[w.Lower] && s.lex.Surnames[w.Lower] && last == i+1 {
		return last, s.isBeforeVerb(last, st) // "Prime Minister May said"
	}
	isGiven := s.isGivenName(s.Words[i].Form) && !s.lex.Places[s.Words[i].Lower] && !lexicon.CalendarNames[s.Words[i].Lower]
	_, isBody := s.bodyNoun(last)
	if !isGiven || !s.lex.Surnames[w.Lower] || isBody && !s.lex.CommonSurnames[w.Lower] && !s.isPersonLikeBody(i, last+1) {
		return 0, false
	}
	return last, !lexicon.CalendarNames[w.Lower] || !s.isNumber(last+1, st)
}

// isBeforeVerb reports whether a verb follows word i in sentence st.
func (s *detector) isBeforeVerb(i int, st ling.Range) bool {
	return i+1 < st.To && (s.Words[i+1].UPOS == ud.VERB || s.Words[i+1].UPOS == ud.AUX)
}

// continuesPerson reports whether word i continues a name that the name finder takes for a person's.
func (s *detector) continuesPerson(i int) bool {
	return s.Words[i].Name.Kind == ling.Person && !s.Words[i].Name.Begin
}

// isNumber reports whether word i of sentence st is a number.
func (s *detector) isNumber(i int, st ling.Range) bool { return st.Has(i) && s.Words[i].UPOS == ud.NUM }

// isSurnameAlone reports whether word i is an ordinary word with a capital that is the surname of a person of the document:
// "Baker said so", but neither "the Baker" nor "in May".
func (s *detector) isSurnameAlone(i int, st ling.Range) bool {
	w := &s.Words[i]
	if !s.surnames[w.Form] || !s.isOrdinaryWord(i) || s.headline[w.Sentence] || s.determinerBefore(i, st) != lexicon.NoDeterminer {
		return false
	}
	if i+1 < st.To && s.capital[i+1] && !lexicon.FunctionWords[s.Words[i+1].Lower] {
		return false
	}
	if !lexicon.CalendarNames[w.Lower] {
		return true
	}
	if s.isNumber(i-1, st) || s.isNumber(i+1, st) {
		return false
	}
	return w.Deprel.IsSubject() || i > st.From && s.Words[i-1].UPOS == ud.VERB || s.isBeforeVerb(i, st)
}

// isOrdinaryWord reports whether word i is a title, a noun of the lexicon or a word of the calendar as well as a name.
func (s *detector) isOrdinaryWord(i int) bool {
	w := &s.Words[i]
	_, isTitle := s.lex.NameTitles[w.Lower]
	_, _, _, isNoun := s.lex.Noun(w.Lower, w.Lemma)
	return isTitle || isNoun || lexicon.CalendarNames[w.Lower] || s.lex.CommonWords[w.Lower]
}

// endsPerson reports whether word i is the surname of a person of the document after a given name or a title: "Theresa May",
// "Mrs May".
func (s *detector) endsPerson(i int) bool {
	if i == 0 || !s.surnames[s.Words[i].Form] || s.Words[i-1].Sentence != s.Words[i].Sentence {
		return false
	}
	_, _, _, isTitle := s.titleNounAt(i - 1)
	return (isTitle && s.capital[i-1] || s.isGivenName(s.Words[i-1].Form)) && !s.isNumber(i+1, s.SentenceOf(i))
}
