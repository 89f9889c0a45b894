package mention

import (
	"slices"
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// bodyNoun returns the sense of word i if it is a noun for a body.
func (s *detector) bodyNoun(i int) (lexicon.Noun, bool) {
	n, _, _, ok := s.lex.Noun(s.Words[i].Lower, s.Words[i].Lower)
	return n, ok && n.Class == lexicon.Body
}

// onlyPeople returns the records of persons. Only persons have titles.
func onlyPeople(records []*entity.Record) []*entity.Record {
	return slices.DeleteFunc(slices.Clone(records), func(r *entity.Record) bool { return r.Kind != entity.Person })
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
	if lexicon.IsAllCapitals(first) && !s.InCapitals(from) && to-from == 1 && len(first) > 1 && len(first) <= 6 {
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
	if s.isLegalEnding(to-1, s.SentenceOf(to-1)) && to-from > 1 {
		return true
	}
	_, ok := s.bodyNoun(head)
	if ok && s.isPersonLikeBody(from, to) {
		return false
	}
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
	if n := s.lex.NameTitles[s.Words[c.Name.From].Lower]; n.Class == lexicon.Retained && c.Name.Len() > 1 { // not the surname "King"
		return n.Gender
	}
	if c.Kind == entity.Person && c.Name.Len() > 1 {
		return s.lex.GivenNames[s.Words[c.Name.From].Form]
	}
	return ""
}
