package mention

import (
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
)

// isAgency reports whether word i has the form of the name of a picture agency or another brand: "Fotopress", "PictureLane".
func (s *detector) isAgency(i int) bool {
	w := &s.Words[i]
	if s.lex.Surnames[w.Lower] || s.InCapitals(i) {
		return false
	}
	if hasInnerCapital(w.Form) {
		return true
	}
	for ending := range lexicon.AgencyEndings {
		if strings.HasSuffix(w.Lower, ending) && len(w.Lower) > len(ending) {
			return true
		}
	}
	return false
}

// areDescriptions reports whether the words [from, at) describe the person whose name is [at, to): "Billionaire", "Defiant",
// "Mother-of-two". They are common words, which no surname is.
func (s *detector) areDescriptions(from, at, to int) bool {
	last := &s.Words[to-1]
	if !s.lex.Surnames[last.Lower] && last.Name.Kind != ling.Person || s.isCompanyWord(last) || lexicon.ThingTitles[s.Words[from].Lower] {
		return false
	}
	if _, isBody := s.bodyNoun(to - 1); isBody && !s.isPersonLikeBody(at, to) || lexicon.ThingNouns[last.Lower] && !s.isPersonLikeBody(at, to) {
		return false
	}
	for i := from; i < at; i++ {
		if !s.describesPerson(i) {
			return false
		}
	}
	return true
}

// describesPerson reports whether capitalised word i is a common word, a noun for a person or a compound of one, "Mother-of-two",
// and no name.
func (s *detector) describesPerson(i int) bool {
	w := &s.Words[i]
	if s.isGivenName(w.Form) || s.lex.Surnames[w.Lower] || s.lex.Places[w.Lower] || s.InCapitals(i) {
		return false
	}
	first, _, isCompound := strings.Cut(w.Lower, "-of-")
	n, isNoun := s.lex.Nouns[withoutAffixes(first)]
	return isNoun && n.Class == lexicon.Human || !isCompound && s.lex.CommonWords[w.Lower]
}

// isPersonLikeBody reports whether [from, to) is a person's full name that ends in a word for a body or a thing: "Owen Church",
// "Anna Temple". A given name that is a word as well proves nothing: "Grace Church".
func (s *detector) isPersonLikeBody(from, to int) bool {
	first, last := &s.Words[from], &s.Words[to-1]
	if to-from != 2 && (to-from != 3 || !isInitial(s.Words[from+1].Form)) || !s.lex.Surnames[last.Lower] {
		return false
	}
	if !s.isGivenName(first.Form) || s.lex.CommonWords[first.Lower] {
		return false
	}
	return s.determinerBefore(from, s.SentenceOf(from)) == lexicon.NoDeterminer && s.majorityNameKind(from, to) == ling.Person
}

// isLegalEnding reports whether word i is the legal form at the end of a company's name: "Inc." in "Orrin Labs, Inc.", but not
// "Co." in "Co. Mayo".
func (s *detector) isLegalEnding(i int, st ling.Range) bool {
	if !st.Has(i) || !lexicon.LegalEndings[strings.TrimSuffix(s.Words[i].Lower, ".")] || !s.IsCapitalised(i) {
		return false
	}
	return i+1 >= st.To || !s.IsCapitalised(i+1) || lexicon.LegalEndings[strings.TrimSuffix(s.Words[i+1].Lower, ".")]
}

// isPrefixCo reports whether word i is the prefix of a noun for a person that is written apart: "Co. founder".
func (s *detector) isPrefixCo(i int, st ling.Range) bool {
	if !st.Has(i+1) || strings.TrimSuffix(s.Words[i].Lower, ".") != "co" {
		return false
	}
	next := &s.Words[i+1]
	n, _, plural, ok := s.lex.Noun(next.Lower, next.Lemma)
	return ok && !plural && n.Class != lexicon.Body && n.Class != lexicon.Collective
}

// nicknameWords returns the number of words of a nickname in quotation marks or brackets, which continues the name at from and
// begins at word to: three in "Robert “Bob” Sayles". It returns 0 if there is none.
func (s *detector) nicknameWords(from, to int, st ling.Range) int {
	if to-from > 2 || !s.beginsHolder(from) && !s.isGivenName(s.Words[from].Form) || !s.IsCapitalised(to+1) {
		return 0
	}
	for i := to + 1; i+1 < st.To && i <= to+maxNicknameWords+1; i++ {
		form := s.Words[i].Form
		if form == ")" || lexicon.IsQuoteMark(form) {
			isName := i > to+1 && s.IsCapitalised(i+1) && !s.isNeverInName(i+1)
			if !isName {
				return 0
			}
			return i + 1 - to
		}
		if !lexicon.IsWord(form) || s.Words[to].Form == "(" && !s.isGivenName(form) {
			return 0
		}
	}
	return 0
}

// maxNicknameWords is the number of words of the longest nickname within a name. Chosen by hand.
const maxNicknameWords = 3

// joinBracketedTitles adds a title that a remark in brackets parts from the name to the candidate of the name: "Lt Col (retd)
// Harish Mohan".
func (s *detector) joinBracketedTitles() {
	kept := s.candidates[:0]
	for _, c := range s.candidates {
		if n := len(kept); n > 0 && c.Kind == entity.Person && s.isBracketedTitle(kept[n-1], c) {
			d := kept[n-1]
			kept = kept[:n-1]
			noun, head, _, _ := s.titleNounAt(d.To - 1)
			c.Titles = append([]Title{{d.From, d.To, head, noun}}, c.Titles...)
			c.From = d.From
		}
		kept = append(kept, c)
	}
	s.candidates = kept
}

// isBracketedTitle reports whether d is a title, and c a name that follows it after one word in brackets.
func (s *detector) isBracketedTitle(d, c *Candidate) bool {
	if !c.IsNamed() || c.Form != entity.Name || d.To+3 != c.From || s.Words[d.To].Form != "(" || s.Words[d.To+2].Form != ")" {
		return false
	}
	_, _, _, isTitle := s.titleNounAt(d.To - 1)
	return isTitle && s.IsCapitalised(d.From)
}
