package parser

import (
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// A parserInput is a sentence as the features see it.
type parserInput struct {
	words []*word.Word
	tags  []uint64
	marks []int32 // number of commas, colons and quotation marks before each word
}

// Values of missing words, tags and relations.
const (
	noWord   = 31
	rootWord = 41
	noTag    = 51
	rootTag  = 61
	noRel    = 77
)

func (x *parserInput) reset(words []*word.Word, tags []ud.XPOS) {
	x.words, x.tags, x.marks = words, x.tags[:0], x.marks[:0]
	marks := int32(0)
	for _, t := range tags {
		x.tags = append(x.tags, word.Hash(string(t)))
		x.marks = append(x.marks, marks)
		switch t {
		case ud.Comma, ud.Colon, ud.OpenQuote, ud.CloseQuote:
			marks++
		}
	}
	x.marks = append(x.marks, marks, marks)
}

func (x *parserInput) word(i int32) uint64 {
	switch {
	case i < 0:
		return noWord
	case int(i) >= len(x.words):
		return rootWord
	}
	return x.words[i].Lower
}

func (x *parserInput) tag(i int32) uint64 {
	switch {
	case i < 0:
		return noTag
	case int(i) >= len(x.tags):
		return rootTag
	}
	return x.tags[i]
}

// ahead returns the word at position i of the buffer; -1 past the root.
func (s *configuration) ahead(i int32) int32 {
	if int(s.next+i) > s.n {
		return -1
	}
	return s.next + i
}

// none is the node of a missing word.
var none = wordState{head: -1, rel: -1, left: -1, left2: -1, right: -1, right2: -1, lefts: 9, rights: 9}

func (s *configuration) at(i int32) *wordState {
	if i < 0 {
		return &none
	}
	return &s.words[i]
}

func (s *configuration) rel(i int32) uint64 {
	if i < 0 {
		return noRel
	}
	return uint64(s.words[i].rel + 100)
}

// distance returns the class of the distance between a and b: exact up to 5, then in growing intervals.
func distance(a, b int32) uint64 {
	if a < 0 {
		return 0
	}
	switch d := b - a; {
	case d <= 5:
		return uint64(d)
	case d <= 10:
		return 6
	case d <= 20:
		return 7
	}
	return 8
}

// between returns the number of marks between the words a and b, at most 3.
func (x *parserInput) between(a, b int32) uint64 {
	if a < 0 {
		return 0
	}
	return uint64(min(3, x.marks[b]-x.marks[a+1]))
}

// features appends the features of s: words, tags, and their pairs and triples at the top of the stack and the front of the
// buffer, as in Zhang and Nivre (2011), with distances, valencies, dependents, sets of relations, and marks between words.
func features(f []uint32, x *parserInput, s *configuration) []uint32 {
	s0, s1, s2 := s.top(0), s.top(1), s.top(2)
	b0, b1, b2, b3 := s.ahead(0), s.ahead(1), s.ahead(2), s.ahead(3)
	n0, n1, m0 := s.at(s0), s.at(s1), s.at(b0)
	s0w, s1w, b0w, b1w := x.word(s0), x.word(s1), x.word(b0), x.word(b1)
	s0t, s1t, s2t, b0t, b1t, b2t := x.tag(s0), x.tag(s1), x.tag(s2), x.tag(b0), x.tag(b1), x.tag(b2)
	s0wt, s1wt, b0wt := word.Join(s0w, s0t), word.Join(s1w, s1t), word.Join(b0w, b0t)
	s0b0, s1s0, b0b1 := word.Join(s0t, b0t), word.Join(s1t, s0t), word.Join(b0t, b1t)
	d0, d1 := distance(s0, b0), distance(s1, s0)
	p0, p1 := x.between(s0, b0), x.between(s1, s0)
	v := func(n int32) uint64 { return uint64(min(n, 4)) + uint64(n/9)*5 }
	rels0, rels1 := word.Join(n0.leftRels+7, n0.rightRels+3), word.Join(n1.leftRels+7, n1.rightRels+3)
	dep := func(i int32) uint64 { return word.Join(x.tag(i), s.rel(i)) }
	values := [...]uint64{
		0, s0w, s0t, s0wt, s1w, s1t, s1wt, s2t, word.Join(x.word(s2), s2t),
		b0w, b0t, b0wt, b1w, b1t, word.Join(b1w, b1t), word.Join(x.word(b2), b2t), b2t, x.tag(b3),
		word.Join(s0wt, b0wt), word.Join(s0wt, b0w), word.Join(s0w, b0wt), word.Join(s0wt, b0t), word.Join(s0t, b0wt),
		word.Join(s0w, b0w), s0b0, b0b1,
		word.Join(s1wt, s0wt), word.Join(s1w, s0w), s1s0, word.Join(s1wt, s0t), word.Join(s1t, s0wt), word.Join(s1w, s0t),
		word.Join(b0b1, b2t), word.Join(s0b0, b1t), word.Join(s1s0, b0t), word.Join(s2t, s1s0),
		word.Join3(s0w, b0t, b1t), word.Join3(s1t, s0w, b0t), word.Join3(s1w, s0t, b0t), word.Join(s1s0, b0w),
		word.Join(s0b0, dep(n0.left)), word.Join(s0b0, dep(n0.right)), word.Join(s1s0, dep(n1.right)), word.Join(s1s0, dep(n1.left)),
		word.Join(s0b0, x.tag(m0.left)), word.Join(s1s0, x.tag(n0.left)), word.Join(s1s0, x.tag(n0.right)),
		word.Join3(s2t, s1s0, b0t), word.Join(s1s0, b0b1),
		word.Join(s0w, d0), word.Join(s0t, d0), word.Join(b0w, d0), word.Join(b0t, d0), word.Join(s0b0, d0),
		word.Join(s1s0, d1), word.Join(s1w, d1), word.Join3(s1w, s0w, d1),
		word.Join(s0w, v(n0.rights)), word.Join(s0t, v(n0.rights)), word.Join(s0w, v(n0.lefts)), word.Join(s0t, v(n0.lefts)),
		word.Join(s1w, v(n1.rights)), word.Join(s1t, v(n1.rights)), word.Join(b0w, v(m0.lefts)), word.Join(b0t, v(m0.lefts)),
		x.word(n0.left), word.Join(s0t, s.rel(n0.left)), x.word(n0.right), word.Join(s0t, s.rel(n0.right)),
		word.Join(s0w, s.rel(n0.left)), word.Join(s0w, s.rel(n0.right)), word.Join(s1w, s.rel(n1.right)), word.Join(s1w, s.rel(n1.left)),
		word.Join(b0w, s.rel(m0.left)), word.Join(b0t, dep(m0.left)),
		word.Join3(s0t, s.rel(n0.left), s.rel(n0.left2)), word.Join3(s0t, s.rel(n0.right), s.rel(n0.right2)),
		word.Join3(s1t, s.rel(n1.right), s.rel(n1.right2)), word.Join3(b0t, s.rel(m0.left), s.rel(m0.left2)),
		word.Join(s0t, rels0), word.Join(s0w, rels0), word.Join(s1t, rels1), word.Join(s1s0, rels1), word.Join3(s1w, s0t, rels0),
		word.Join(s0b0, rels0), word.Join3(s0w, b0t, rels0),
		word.Join(s0b0, p0), word.Join(s1s0, p1), word.Join3(s0w, b0t, p0), word.Join3(s1w, s0t, p1),
	}
	for id, value := range values {
		f = append(f, word.Feature(id, value))
	}
	return f
}
