package ling

import (
	_ "embed"
	"strings"
	"unicode"

	"graphd/internal/ingest/ling/wordlist"
)

//go:embed tokens.tsv
var tokensFile string

// The lists of tokens.tsv, which describes them.
var (
	tokenLists = wordlist.Parse(tokensFile)
	starters   = tokenLists.Set("starter")
	clitics    = tokenLists.Set("clitic")
	elisions   = tokenLists.Set("elision")
	fused      = fusedWords()
)

// word emits the word that begins at i, with its clitics, and returns its end.
func (s *scanner) word(i int) int {
	end := i + 1
	for end < len(s.runes) && s.inWord(end) {
		end++
	}
	end = s.trim(i, end)
	s.emitWord(i, end)
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

// fusedWords returns the number of bytes of the second word of each two words that are written as one.
func fusedWords() map[string]int {
	words := map[string]int{}
	for pair := range tokenLists.Set("fused") {
		first, second, _ := strings.Cut(pair, " ")
		words[first+second] = len(second)
	}
	return words
}

// emitWord emits the word [start, end), split in two if it has a clitic.
func (s *scanner) emitWord(start, end int) {
	cut := s.cliticCut(start, end)
	s.emit(start, cut, wordPiece)
	s.emit(cut, end, wordPiece)
}

// cliticCut returns the beginning of the second token of the word [start, end), or end if it is one token.
func (s *scanner) cliticCut(start, end int) int {
	const longest = 4
	tail := strings.ToLower(strings.ReplaceAll(string(s.runes[max(start, end-longest):end]), "’", "'"))
	if end-start > 3 && strings.HasSuffix(tail, "n't") {
		return end - 3
	}
	if at := strings.LastIndexByte(tail, '\''); at >= 0 && clitics[tail[at+1:]] && end-start > len(tail)-at {
		return end - (len(tail) - at)
	}
	if end-start >= 5 && end-start <= 6 {
		return end - fused[strings.ToLower(string(s.runes[start:end]))]
	}
	return end
}
