package entity

import "graphd/internal/ingest/text"

// align ties each phrase to the candidate that holds its head, made anew where the scan found none there. The result
// has an index for each phrase, -1 where the phrase has no words. Candidates grow; their order is kept by place alone.
func (s *scanner) align(phrases []text.Span) []int {
	x := newIndex(s.candidates)
	at := make([]int, len(phrases))
	for i, phrase := range phrases {
		at[i] = -1
		from, to := s.find(phrase)
		if from >= to {
			continue
		}
		at[i] = s.alignOne(from, to, x)
		c := s.candidates[at[i]]
		c.speaker, c.until = true, max(c.until, s.withoutSigns(from, to))
	}
	s.markInside(phrases, at)
	return at
}

// withoutSigns is where [from, to) ends but for signs.
func (s *scanner) withoutSigns(from, to int) int {
	for to > from && !isWord(s.words[to-1].Form) {
		to--
	}
	return to
}

func (s *scanner) alignOne(from, to int, x index) int {
	end := s.nounPhraseEnd(from, to, x)
	if parts := s.joined(from, to, x); len(parts) > 1 {
		return s.append(&candidate{
			from: from, to: to, head: s.candidates[parts[0]].head, form: Nominal, det: bare, plural: true, kind: Group,
			parts: parts, owner: -1, same: -1,
		})
	}
	if i, ok := s.lastIn(from, end, x); ok {
		s.complement(s.candidates[i], to)
		return i
	}
	if i, ok := x.byFrom[from]; ok && s.candidates[i].named() && len(s.candidates[i].titles) > 0 && s.candidates[i].name[0] >= to {
		return i // "Ms" of "Ms Abara"
	}
	c := s.unlisted(from, end)
	s.complement(c, to)
	return s.append(c)
}

// complement notes what a phrase up to word to says after its noun, if that tells one unnamed source from another.
func (s *scanner) complement(c *candidate, to int) {
	for to > c.to && (!isWord(s.words[to-1].Form) || isPossessive(s.words[to-1].lower)) {
		to--
	}
	if c.form != Nominal || c.plural || c.to+1 >= to || to-c.to > longestComplement || !ComplementPrepositions[s.words[c.to].lower] {
		return
	}
	for i := c.to + 1; i < to; i++ {
		if !isWord(s.words[i].Form) && !isPossessive(s.words[i].lower) || s.words[i].UPOS == "VERB" || s.words[i].UPOS == "AUX" || pronouns[s.words[i].lower].relative {
			return
		}
	}
	c.full = to
}

// longestComplement is the number of words after which a complement describes more than it names.
const longestComplement = 6

// lastIn is the candidate whose head stands last in [from, end).
func (s *scanner) lastIn(from, end int, x index) (int, bool) {
	for h := end - 1; h >= from; h-- {
		if i, ok := x.byHead[h]; ok && s.candidates[i].from < end && s.candidates[i].to >= end {
			return i, true
		}
		if !isPossessive(s.words[h].lower) && !isQuoteMark(s.words[h].Form) && h == end-1 {
			if i, ok := x.byEnd[end]; ok && s.candidates[i].from >= from-1 {
				return i, true
			}
			return 0, false
		}
	}
	return 0, false
}

func (s *scanner) append(c *candidate) int {
	s.candidates = append(s.candidates, c)
	return len(s.candidates) - 1
}

// nounPhraseEnd is the end of the phrase's first noun phrase: before a comma, a relative clause or a preposition that is
// in no name.
func (s *scanner) nounPhraseEnd(from, to int, x index) int {
	for i := from; i < to; i++ {
		if j, ok := x.byFrom[i]; ok && s.candidates[j].to > i+1 && s.candidates[j].to <= to {
			i = s.candidates[j].to - 1
			continue
		}
		if i > from && (PhraseBreaks[s.words[i].lower] || s.isParticiple(i)) {
			return i
		}
	}
	end := to
	for end > from+1 && (!isWord(s.words[end-1].Form) || isPossessive(s.words[end-1].lower)) {
		end--
	}
	return end
}

// isParticiple reports whether word i says more of the noun before it: "a log seen by the jury".
func (s *scanner) isParticiple(i int) bool {
	if u := s.words[i-1].UPOS; u != "NOUN" && u != "PROPN" {
		return false
	}
	switch w := &s.words[i]; w.UPOS {
	case "VERB":
		return w.XPOS == "VBN" || w.XPOS == "VBG" || w.XPOS == "VBD" || Participles[w.lower]
	case "NOUN":
		return false
	default:
		return Participles[w.lower]
	}
}

// joined are the candidates that "and" joins at the top of [from, to); none if "and" joins no two of them.
func (s *scanner) joined(from, to int, x index) []int {
	var parts []int
	ands := 0
	for i := from; i < to; i++ {
		if j, ok := x.byFrom[i]; ok && s.candidates[j].to <= to {
			parts = append(parts, j)
			i = s.candidates[j].to - 1
			continue
		}
		switch w := s.words[i].lower; {
		case w == "and" || w == "&" || w == "nor" || w == "or":
			ands++
		case w == ",", w == "neither", w == "either", determiners[w] != bare:
		default:
			return nil
		}
	}
	if ands == 0 {
		return nil
	}
	return parts
}

// unlisted makes a nominal of a phrase whose noun no lexicon has: "the blaze", "two in five".
func (s *scanner) unlisted(from, to int) *candidate {
	c := &candidate{from: from, to: to, head: to - 1, form: Nominal, noun: s.words[to-1].lower, kind: Unnamed, owner: -1, same: -1}
	start := from
	if c.det = s.determiner(from); c.det != bare && start < to-1 {
		start++
	}
	for i := start; i < to-1; i++ {
		c.mods = append(c.mods, i)
	}
	c.records = s.known(start, to)
	w := &s.words[to-1]
	if n, head, plural, ok := s.lex.noun(w.lower, w.Lemma); ok {
		c.noun, c.sense, c.plural, c.gender, c.kind = head, n, plural, n.gender, nominalKind(n, plural)
	} else if w.XPOS == "NNS" || w.XPOS == "NNPS" {
		c.plural, c.kind = true, Group
	}
	return c
}

// markInside marks the phrases that lie within that of a spokesperson: they name the one spoken for.
func (s *scanner) markInside(phrases []text.Span, at []int) {
	spoken := map[int]bool{}
	for i, j := range at {
		if j >= 0 && s.isSpokesperson(s.candidates[j]) {
			for w, to := s.find(phrases[i]); w < to; w++ {
				spoken[w] = true
			}
		}
	}
	for i, j := range at {
		if j >= 0 && !s.isSpokesperson(s.candidates[j]) {
			from, to := s.find(phrases[i])
			s.candidates[j].inside = spoken[from] && spoken[to-1]
		}
	}
}

func (s *scanner) isSpokesperson(c *candidate) bool {
	if c.sense.class == spokes {
		return true
	}
	for _, r := range c.records {
		for _, n := range r.Nouns {
			if s.lex.nouns[n].class == spokes {
				return true
			}
		}
	}
	for _, t := range c.titles {
		if t.noun.class == spokes {
			return true
		}
	}
	return false
}
