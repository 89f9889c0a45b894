package mention

import (
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
)

// maxTitleWords is the number of words of a title that are searched for its noun. Chosen by hand.
const maxTitleWords = 5

// splitTitles splits [from, to) into the titles before a name and the first word of the name, which is to if the words
// are titles alone. "US Secretary of State Mike Pompeo" has one title of four words.
func (s *detector) splitTitles(from, to int) (titles []Title, start int) {
	if n, found := s.gazetteer.Match(s.Forms(from, to)); n == to-from && found[0].Kind != entity.Office {
		return nil, from
	}
	start = from
	if t, ok := s.takeTitleBeforeHolder(from, to); ok {
		return []Title{t}, t.To
	}
	for start < to && (start < to-1 || len(titles) == 0 || !s.surnames[s.Words[start].Form]) { // "Mr Major" has one title
		t, ok := s.nextTitle(start, to)
		if !ok {
			break
		}
		titles = append(titles, t)
		start = t.To
	}
	if len(titles) > 0 && start == to {
		return s.officeTitle(titles, from, to)
	}
	return titles, start
}

// nextTitle returns the title that begins at start: words up to a noun that can precede a name.
func (s *detector) nextTitle(start, to int) (Title, bool) {
	if n, found := s.gazetteer.Match(s.Forms(start, to)); n > 0 && found[0].Kind == entity.Office && !s.titleContinues(start+n, to) {
		return s.titleOf(start, start+n), true
	}
	for i := start; i < to && i < start+maxTitleWords; i++ {
		w := &s.Words[i]
		if i == start && i+2 < to && lexicon.TitlePhrases[w.Lower+" "+s.Words[i+1].Lower] {
			return Title{start, start + 2, s.Words[i+1].Lower, lexicon.Noun{Class: lexicon.Honorific}}, true
		}
		if n, ok := s.lex.NameTitles[w.Lower]; ok && i == start {
			return s.honorific(start, to, n)
		}
		if s.isGivenName(w.Form) {
			break
		}
		if n, ok := s.lex.Nouns[w.Lower]; ok && n.CanLead() && s.capital[i] && !s.isPurposeOfBody(i, start) {
			if end := s.titleEnd(i, to); end > i {
				return Title{start, end, w.Lower, n}, true
			}
		}
		if _, ok := s.bodyNoun(i); ok && i+1 == to {
			break
		}
	}
	return Title{}, false
}

// isPurposeOfBody reports whether word i is what the body before it is for, in words from start on: "Ministry of Justice".
func (s *detector) isPurposeOfBody(i, start int) bool {
	if i-2 < start || !s.titleContinues(i-1, i) {
		return false
	}
	_, ok := s.bodyNoun(i - 2)
	return ok
}

// titleContinues reports whether a title continues at word i: "Secretary of State" in "Secretary of State for
// Industry".
func (s *detector) titleContinues(i, to int) bool {
	return i < to && (s.Words[i].Lower == "of" || s.Words[i].Lower == "for")
}

// titleEnd returns the end of the title whose noun is word i. It returns i if the noun is not the last of the title:
// "Chief Constable", "President Administration". After "of" and "for", a title extends to the name of its holder.
func (s *detector) titleEnd(i, to int) int {
	if i+1 >= to {
		return to
	}
	next := s.Words[i+1].Lower
	if n, ok := s.lex.Nouns[next]; ok && s.IsCapitalised(i+1) && (n.CanLead() || n.Class == lexicon.Body) {
		return i
	}
	if next != "of" && next != "for" {
		return i + 1
	}
	return s.holderAt(i+2, to)
}

// holderAt returns the first word in [from, to) of the name of a title's holder: a given name, or else a person's name
// of several words by the name finder; to if there is none.
func (s *detector) holderAt(from, to int) int {
	for j := from; j < to; j++ {
		if s.isGivenName(s.Words[j].Form) {
			return j
		}
	}
	for j := from + 1; j < to-1; j++ {
		if name := s.Words[j].Name; name.Begin && name.Kind == ling.Person {
			return j
		}
	}
	return to
}

// honorific returns the honorific at start, unless it belongs to the name or nothing follows it.
func (s *detector) honorific(start, to int, n lexicon.Noun) (Title, bool) {
	if n.Class == lexicon.Retained || start+1 >= to {
		return Title{}, false
	}
	return Title{start, start + 1, s.Words[start].Lower, n}, true
}

// titleOf returns the title of the words [from, to), which the gazetteer knows as an office. Its head is the noun
// before "of" or "for".
func (s *detector) titleOf(from, to int) Title {
	head := s.bodyHead(from, to)
	n := s.lex.Nouns[s.Words[head].Lower]
	if n.Class == "" {
		n = lexicon.Noun{Class: lexicon.Office}
	}
	return Title{from, to, s.Words[head].Lower, n}
}

// officeTitle returns all words as one title. It is called for words that are titles alone, in which an honorific was
// taken for the title of a name: "Lord Speaker" is an office.
func (s *detector) officeTitle(titles []Title, from, to int) ([]Title, int) {
	last := titles[len(titles)-1]
	return []Title{{from, to, last.Head, last.Noun}}, to
}

// addLowerCaseTitles adds the titles before a name that are not capitalised: "Acme chief executive Jane Doe".
func (s *detector) addLowerCaseTitles(c *Candidate, st ling.Range) {
	if c.Kind == entity.Body || c.From == st.From {
		return
	}
	at := c.From - 1
	n, ok := s.lex.Nouns[s.Words[at].Lower]
	if !ok || !n.CanLead() || s.IsCapitalised(at) {
		return
	}
	t := Title{at, c.From, s.Words[at].Lower, n}
	for i := at - 1; i >= st.From && at-i <= maxTitleWords; i-- {
		if left := s.byEnd[i+1]; left != nil && left.IsNamed() {
			t.From = left.From
			break
		}
		if lexicon.Determiners[s.Words[i].Lower] != lexicon.NoDeterminer || !s.modifies(i) {
			break
		}
		t.From = i
	}
	c.Titles = append([]Title{t}, c.Titles...)
	c.From, c.Kind = t.From, entity.Person
}

// TitleText returns the text of a title. Words in capitals that are too long for acronyms keep one: "Mayor" for "MAYOR".
func (p *Surface) TitleText(t Title) string {
	words := strings.Fields(p.Join(t.From, t.To))
	for i, w := range words {
		if len(w) >= minShoutedNoun {
			words[i] = lexicon.TitleCase(w)
		}
	}
	if n := len(words) - 1; n < 2 && n >= 0 && strings.EqualFold(words[n], t.Head+"s") { // "Senators Warren Holt and Bernie Ash"
		words[n] = words[n][:len(t.Head)]
	}
	return strings.Join(words, " ")
}
