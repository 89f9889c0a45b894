package entity

import (
	"slices"
	"strings"

	"graphd/internal/ingest/ling"
)

// longestName is the number of words, titles included, after which a run of capitals is no name.
const longestName = 14

// nameEnd is the end of the run of words at i that may be a name with its titles; i if none begins there.
func (s *scanner) nameEnd(i int, st stretch) int {
	known, _ := s.gazetteer.match(s.forms(i, min(i+12, st.to)))
	if !s.beginsName(i, known, st) {
		return i
	}
	to := max(i+1, i+known)
	for to < st.to && to-i < longestName {
		if s.words[to].capital && !s.breaks(to) {
			to++
			continue
		}
		if n := s.joins(i, to, st); n > 0 {
			to += n
			continue
		}
		break
	}
	return to
}

// beginsName reports whether the capital of word i marks a name; known words there are in the gazetteer.
func (s *scanner) beginsName(i, known int, st stretch) bool {
	w := &s.words[i]
	if w.capital && known > 1 {
		return true
	}
	if !w.capital || s.breaks(i) {
		return false
	}
	if w.Name.Kind != ling.NoName {
		return true
	}
	if st.headline {
		return known > 0 || s.midway[w.Form] > 0 || s.isGiven(w.Form) && i+1 < st.to && s.words[i+1].capital
	}
	if !s.opens(i) {
		return true
	}
	if FunctionWords[w.lower] {
		return false
	}
	if _, isTitle := s.lex.titles[w.lower]; isTitle || s.isGiven(w.Form) || s.midway[w.Form] > 0 || isAllCapitals(w.Form) && len(w.Form) > 1 {
		return true
	}
	if BodyTopics[w.lower] && s.joins(i, i+1, st) > 0 {
		return true
	}
	if next := i + 1; next < st.to && s.words[next].capital && !s.breaks(next) {
		return w.UPOS == "" || w.UPOS == "PROPN" || w.UPOS == "ADJ" || w.UPOS == "NOUN" || known > 0
	}
	return w.UPOS == "PROPN" || known > 0 && w.UPOS == ""
}

func (s *scanner) isGiven(form string) bool {
	_, ok := s.lex.given[form]
	return ok
}

// breaks reports whether a capitalised word is in no name: "I", "Monday", "The".
func (s *scanner) breaks(i int) bool {
	w := &s.words[i]
	if w.Name.Kind == ling.Person && w.Name.Begin && i+1 < len(s.words) && s.words[i+1].Name.Kind == ling.Person && !s.words[i+1].Name.Begin {
		return false // "Will Sharpe", "April Jones"
	}
	if FunctionWords[w.lower] || determiners[w.lower] != bare {
		return len(w.Form) > 3 || !isAllCapitals(w.Form) // "WHO" may be a name, "MORE" is none
	}
	return CalendarNames[w.lower]
}

// joins is how many words at to go on a name without a capital: "of" in "Bank of England", "and the" in "Health and the Arts".
func (s *scanner) joins(from, to int, st stretch) int {
	if to+1 >= st.to || to == from {
		return 0
	}
	last := s.words[to-1].lower
	next := func(i int) bool { return i < st.to && s.words[i].capital && !s.breaks(i) }
	_, bodyNoun := s.bodyNoun(to - 1)
	switch w := s.words[to].lower; {
	case (w == "of" || w == "for") && (bodyNoun || TitlesWithComplement[last]), w == "for" && BodyTopics[last], w == "of" && s.isBodyOf(from, to):
		if next(to + 1) {
			return 1
		}
		if s.words[to+1].lower == "the" && next(to+2) {
			return 2
		}
	case w == "for" && last == "state" && next(to+1):
		return 1
	case w == "to" && to > from+1 && TitlesWithComplement[last] && s.words[to+1].lower == "the" && next(to+2): // Chief Secretary to the Treasury
		return 2
	case NameParticles[w] && next(to+1) && !bodyNoun:
		return 1
	case w == "&" && next(to+1):
		return 1
	case w == "and" && next(to+1) && s.endsInBody(to+1, st):
		return 1
	case w == "and" && next(to+1) && s.isBodyOf(from, to) && s.isPlural(to+1): // Commission for Museums and Monuments
		return 1
	}
	return 0
}

// isPlural reports whether word i is a noun in the plural, as far as it is tagged.
func (s *scanner) isPlural(i int) bool { return s.words[i].XPOS == "NNPS" || s.words[i].XPOS == "NNS" }

// isBodyOf reports whether [from, to) is a body's name that says already what the body is for: "Society for the Protection".
func (s *scanner) isBodyOf(from, to int) bool {
	head := s.bodyHead(from, to)
	_, ok := s.bodyNoun(head)
	return ok && head < to-1
}

// endsInBody reports whether the run of capitals at i goes on, or ends, in a noun of a body, as in
// "Intelligence and Security Committee", and no person's title or name begins at i.
func (s *scanner) endsInBody(i int, st stretch) bool {
	if s.isGiven(s.words[i].Form) {
		return false
	}
	to := i
	for to < st.to && to-i < longestName && s.words[to].capital && !s.breaks(to) {
		to++
	}
	n, ok := s.bodyNoun(to - 1)
	return ok && n.class == body && to-i >= 2
}

func (s *scanner) bodyNoun(i int) (noun, bool) {
	n, _, _, ok := s.lex.noun(s.words[i].lower, s.words[i].lower)
	return n, ok && n.class == body
}

// name takes the run [from, to) apart into titles and name and adds its candidate. It reports whether there was one.
func (s *scanner) name(from, to int, st stretch) bool {
	titles, start := s.peel(from, to)
	if start == to { // titles alone: "the Foreign Secretary"
		return s.office(from, to, titles, st)
	}
	if s.isCommonBody(start, to, st) {
		n, head, plural, _ := s.lex.noun(s.words[to-1].lower, s.words[to-1].Lemma)
		s.nominal(to-1, n, head, plural, st)
		return true
	}
	end := s.withoutPostnominals(start, to)
	c := &candidate{from: from, to: to, head: end - 1, form: Name, name: [2]int{start, end}, titles: titles, owner: -1, same: -1}
	c.records = s.known(start, end)
	if len(titles) > 0 {
		c.records = people(c.records)
	}
	c.kind = s.nameKind(c)
	c.place = c.kind == "" && s.namesNobody(c)
	if c.kind == "" && to-from == 1 && s.isAdjective(from, st) {
		return false
	}
	if c.kind == Body {
		c.head = s.bodyHead(start, end)
	}
	s.lowerTitles(c, st)
	c.gender = s.genderOf(c)
	s.add(c)
	return true
}

// people are the records of persons: only they have titles.
func people(records []*Record) []*Record {
	return slices.DeleteFunc(slices.Clone(records), func(r *Record) bool { return r.Kind != Person })
}

// withoutPostnominals is where the name in [from, to) ends before "QC", "MP" or "OBE".
func (s *scanner) withoutPostnominals(from, to int) int {
	end := to
	for end > from+1 && PostNominals[strings.ReplaceAll(s.words[end-1].lower, ".", "")] && isAllCapitals(s.words[end-1].Form[:1]) {
		end--
	}
	return end
}

// namesNobody reports whether a name is of a place or of something that is neither a person nor a body.
func (s *scanner) namesNobody(c *candidate) bool {
	if _, ok := s.lex.lands[s.nameOf(c)]; ok {
		return true
	}
	k := s.tagged(c.name[0], c.name[1])
	return k == ling.Place || k == ling.OtherName
}

// isAdjective reports whether the capital of word i is that of an adjective: "Western", "Scottish".
func (s *scanner) isAdjective(i int, st stretch) bool {
	if _, ok := s.lex.adject[s.words[i].Form]; ok && s.words[i].UPOS == "ADJ" {
		return true
	}
	return s.words[i].UPOS == "ADJ" && i+1 < st.to && s.words[i+1].UPOS == "NOUN"
}

// known are the gazetteer's records of exactly the words [from, to).
func (s *scanner) known(from, to int) []*Record {
	if n, found := s.gazetteer.match(s.forms(from, to)); n == to-from {
		return found
	}
	if first := s.words[from].lower; first == "the" {
		return s.known(from+1, to)
	}
	return nil
}

// isCommonBody reports whether [from, to) is no name but a common noun with a capital: "the Committee", "the Government".
func (s *scanner) isCommonBody(from, to int, st stretch) bool {
	if to-from != 1 || s.words[from].Name.Kind == ling.Person && s.before(from, st) != definite {
		return false
	}
	n, _, _, ok := s.lex.noun(s.words[from].lower, s.words[from].Lemma)
	if !ok || n.class != body && n.class != document && !n.isPerson() {
		return false
	}
	if len(s.known(from, to)) > 0 && s.before(from, st) != definite {
		return false
	}
	return !isAllCapitals(s.words[from].Form)
}

// office adds titles without a name as a nominal: "Prime Minister", "the Foreign Secretary".
func (s *scanner) office(from, to int, titles []title, st stretch) bool {
	last := titles[len(titles)-1]
	if last.noun.class == honorific || last.noun.class == retained {
		return false
	}
	c := &candidate{
		from: from, to: to, head: s.bodyHead(from, to), form: Nominal, noun: last.head, sense: last.noun, kind: Unnamed, gender: last.noun.gender,
		owner: -1, same: -1, records: s.known(from, to),
	}
	for i := from; i < to; i++ {
		if i != c.head && !FunctionWords[s.words[i].lower] {
			c.mods = append(c.mods, i)
		}
	}
	for i := from - 1; i >= st.from && NonHolderModifiers[strings.TrimSuffix(s.words[i].lower, "-")]; i-- {
		c.from, c.records = i, nil
		c.mods = append(c.mods, i)
	}
	c.det = s.leading(&c.from, st)
	if owner := s.byEnd[from-1]; isPossessive(s.at(from-1, st)) && owner != nil {
		c.from, c.det = owner.from, owned
	}
	s.add(c)
	return true
}

// nameKind is the kind that the form of a name shows.
func (s *scanner) nameKind(c *candidate) Kind {
	if len(c.titles) > 0 {
		return Person
	}
	if len(c.records) > 0 {
		return c.records[0].Kind
	}
	from, to := c.name[0], c.name[1]
	if s.namesBody(from, to) {
		return Body
	}
	first := s.words[from].Form
	if _, ok := s.lex.lands[s.join(from, to)]; ok {
		return ""
	}
	if s.lex.titles[s.words[from].lower].class == retained || to-from > 1 && s.isGiven(first) {
		return Person
	}
	switch s.tagged(from, to) {
	case ling.Person:
		return Person
	case ling.Organization:
		return Body
	case ling.Place, ling.OtherName:
		return ""
	}
	if isAllCapitals(first) && to-from == 1 && len(first) > 1 && len(first) <= 6 {
		return Body
	}
	return ""
}

// namesBody reports whether the words [from, to) can be a body's name alone.
func (s *scanner) namesBody(from, to int) bool {
	head := s.bodyHead(from, to)
	_, ok := s.bodyNoun(head)
	return ok || head < to-1 && BodyTopics[s.words[head].lower]
}

// bodyHead is the word that says what a body is: "Bank" in "Bank of England", "Committee" in "Defence Committee".
func (s *scanner) bodyHead(from, to int) int {
	for i := from + 1; i < to; i++ {
		if w := s.words[i].lower; w == "of" || w == "for" || w == "on" {
			return i - 1
		}
	}
	return to - 1
}

func (s *scanner) genderOf(c *candidate) Gender {
	for _, t := range c.titles {
		if t.noun.gender != "" {
			return t.noun.gender
		}
	}
	if len(c.records) == 1 && c.records[0].Gender != "" {
		return c.records[0].Gender
	}
	if n := s.lex.titles[s.words[c.name[0]].lower]; n.class == retained {
		return n.gender
	}
	if c.kind == Person && c.name[1]-c.name[0] > 1 {
		return s.lex.given[s.words[c.name[0]].Form]
	}
	return ""
}

// order sorts candidates by first word, the longer first.
func order(cs []*candidate) {
	slices.SortStableFunc(cs, func(a, b *candidate) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return b.to - a.to
	})
}
