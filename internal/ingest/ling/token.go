package ling

import (
	"strings"
	"unicode"
)

// piece is a token being cut: positions in its paragraph, and its class.
type piece struct {
	start, end int
	class      class
}

// class classifies a piece by its characters.
type class uint8

const (
	wordPiece       class = iota
	openPiece             // opening quotation mark
	closePiece            // closing quotation mark
	apostrophePiece       // an apostrophe alone, or an unmatched mark
	stopPiece             // one full stop, or exclamation and question marks
	ellipsisPiece
	dashPiece
	symbolPiece // any other symbol
	linkPiece   // URL, @name, #topic
	markupPiece
)

// scanner cuts one paragraph into pieces.
type scanner struct {
	paragraph
	pieces []piece
}

// tokenize cuts p into pieces, in order, which together cover everything except blanks.
func (p paragraph) tokenize() []piece {
	s := scanner{paragraph: p, pieces: make([]piece, 0, len(p.runes)/4)}
	for i := 0; i < len(p.runes); {
		if blank(p.runes[i]) {
			i++
			continue
		}
		i = s.next(i)
	}
	return s.pieces
}

// emit appends the piece [start, end) unless it is empty, and returns end.
func (s *scanner) emit(start, end int, c class) int {
	if start < end {
		s.pieces = append(s.pieces, piece{start, end, c})
	}
	return end
}

// next emits the token that begins at i and returns its end.
func (s *scanner) next(i int) int {
	if end, c := s.quotationMark(i); end > i {
		return s.emit(i, end, c)
	}
	if end, c := s.special(i); end > i {
		return s.emit(i, end, c)
	}
	if end, c := s.run(i); end > i {
		return s.emit(i, end, c)
	}
	if s.beginsWord(i) {
		return s.word(i)
	}
	end := i + 1
	for end < len(s.runes) && (unicode.IsMark(s.runes[end]) || s.runes[end] == '\u200d') {
		end++
	}
	c := symbolPiece
	if end == i+1 && strings.ContainsRune("'’‘`´", s.runes[i]) {
		c = apostrophePiece
	}
	return s.emit(i, end, c)
}

// quotationMark returns the end and class of the quotation mark at i; end is i if there is none.
func (s *scanner) quotationMark(i int) (int, class) {
	c := openPiece
	switch s.role(i) {
	case noMark, markTail:
		return i, c
	case closes:
		c = closePiece
	}
	if s.role(i+1) == markTail {
		return i + 2, c
	}
	return i + 1, c
}

// special returns the end and class of a link, handle or markup that begins at i.
func (s *scanner) special(i int) (int, class) {
	switch r := s.runes[i]; {
	case r == '@' || r == '#':
		end := i + 1
		for end < len(s.runes) && (wordy(s.runes[end]) || s.runes[end] == '_') {
			end++
		}
		if end > i+1 && !unicode.IsDigit(s.runes[i+1]) {
			return end, linkPiece
		}
	case r == '<' && (unicode.IsLetter(s.at(i+1)) || s.at(i+1) == '/'):
		return s.markup(i), markupPiece
	case (r == 'h' || r == 'w' || r == 'H' || r == 'W' || r == 'p') && s.beginsLink(i):
		return s.link(i), linkPiece
	}
	return i, symbolPiece
}

// beginsLink reports whether a URL begins at i.
func (s *scanner) beginsLink(i int) bool {
	head := strings.ToLower(string(s.runes[i:min(i+12, len(s.runes))]))
	for _, p := range []string{"http://", "https://", "www.", "pic.twitter"} {
		if strings.HasPrefix(head, p) {
			return true
		}
	}
	return false
}

// link returns the end of the URL that begins at i, without punctuation at its end.
func (s *scanner) link(i int) int {
	end := i
	for end < len(s.runes) && !blank(s.runes[end]) && s.role(end) == noMark {
		end++
	}
	for end > i+1 && strings.ContainsRune(".,;:!?)]}’'>", s.runes[end-1]) {
		end--
	}
	return end
}

// markup returns the end of a tag that begins at i, or i if none ends within reach.
func (s *scanner) markup(i int) int {
	const reach = 200 // runes; chosen by hand
	for end := i + 1; end < len(s.runes) && end < i+reach; end++ {
		switch s.runes[end] {
		case '>':
			return end + 1
		case '<':
			return i
		}
	}
	return i
}

// run returns the end and class of a sequence of stops, dashes or exclamation marks that begins at i.
func (s *scanner) run(i int) (int, class) {
	switch r := s.runes[i]; r {
	case '.':
		if end := s.while(i, "."); end > i+1 {
			return end, ellipsisPiece
		} else if !unicode.IsDigit(s.at(end)) || wordy(s.at(i-1)) {
			return end, stopPiece
		}
	case '…':
		return s.while(i, "…."), ellipsisPiece
	case '!', '?':
		return s.while(i, "!?"), stopPiece
	case '-':
		if end := s.while(i, "-"); end > i+1 {
			return end, dashPiece
		} else if !wordy(s.at(end)) || wordy(s.at(i-1)) {
			return end, dashPiece
		}
	case '=', '*', '_', '~', '#':
		if end := s.while(i, string(r)); end > i+1 {
			return end, symbolPiece
		}
	case '—', '–', '―', '‒':
		return s.while(i, "—–―‒"), dashPiece
	}
	return i, symbolPiece
}

// while returns the end of the sequence of runes from i on that are in set.
func (s *scanner) while(i int, set string) int {
	for i < len(s.runes) && strings.ContainsRune(set, s.runes[i]) {
		i++
	}
	return i
}

// beginsWord reports whether a word or number begins at i.
func (s *scanner) beginsWord(i int) bool {
	r := s.runes[i]
	switch r {
	case '_':
		return true
	case '&', '@':
		return wordy(s.at(i + 1))
	case '\'', '’', '‘':
		return s.isElision(i)
	case '.', '+':
		return unicode.IsDigit(s.at(i + 1))
	case '-':
		return wordy(s.at(i + 1))
	}
	return wordy(r)
}
