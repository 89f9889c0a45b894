package ling

import (
	"strings"
	"unicode"
)

// word emits the word that begins at i, with its clitics, and returns its end.
func (s *scanner) word(i int) int {
	end := i + 1
	for end < len(s.runes) && s.inWord(end) {
		end++
	}
	end = s.trim(i, end)
	s.clitics(i, end)
	return end
}

// inWord reports whether the rune at i continues a word.
func (s *scanner) inWord(i int) bool {
	r := s.runes[i]
	if r < unicode.MaxASCII && wordy(r) {
		return true
	}
	switch r {
	case '.', '-':
		return s.at(i+1) != r && s.role(i) == noMark
	case ',', ':':
		return unicode.IsDigit(s.at(i-1)) && unicode.IsDigit(s.at(i+1))
	case '\'', '’', '/', '&', '@', '_', '+', '\\':
		return s.role(i) == noMark
	}
	return wordy(r) || r == '\u200d' || r == '\u00ad'
}

// trim returns the end of a word without trailing characters that do not belong to it.
func (s *scanner) trim(start, end int) int {
	for end > start+1 {
		switch s.runes[end-1] {
		case '\'', '’', '/', '-', '\\', '&', '@', '+':
		case '.':
			if s.keepsStop(start, end) {
				return end
			}
		default:
			return end
		}
		end--
	}
	return end
}

// clitics are the endings that are tokens of their own, without their apostrophe.
var clitics = []string{"s", "m", "d", "re", "ve", "ll"}

// fused returns, for a word that is two words written as one, the number of runes of the second; 0 for other words.
func fused(word string) int {
	switch word {
	case "cannot":
		return 3
	case "gonna", "gotta", "wanna", "gimme", "lemme":
		return 2
	}
	return 0
}

// clitics emits the word [start, end), cut in two where it has a clitic.
func (s *scanner) clitics(start, end int) {
	cut := s.cliticCut(start, end)
	s.emit(start, cut, wordPiece)
	s.emit(cut, end, wordPiece)
}

// cliticCut returns the beginning of the second token of the word [start, end), or end where it is one token.
func (s *scanner) cliticCut(start, end int) int {
	const longest = 4
	tail := strings.ToLower(strings.ReplaceAll(string(s.runes[max(start, end-longest):end]), "’", "'"))
	if end-start > 3 && strings.HasSuffix(tail, "n't") {
		return end - 3
	}
	for _, c := range clitics {
		if strings.HasSuffix(tail, "'"+c) && end-start > len(c)+1 {
			return end - len(c) - 1
		}
	}
	if end-start >= 5 && end-start <= 6 {
		return end - fused(strings.ToLower(string(s.runes[start:end])))
	}
	return end
}
