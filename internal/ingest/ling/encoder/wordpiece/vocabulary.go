package wordpiece

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Names of the special pieces that a vocabulary must contain.
const (
	NameUnknown = "[UNK]"
	NameStart   = "[CLS]"
	NameEnd     = "[SEP]"
)

const (
	// MaxPieces is the number of pieces of a word that are kept.
	MaxPieces = 16
	// maxChars is the length in code points above which a part of a word becomes [UNK], as in BertTokenizer.
	maxChars = 100
	// inside marks a piece that does not begin a word.
	inside = "##"
)

// A Vocabulary knows the pieces and their ids. It is immutable.
type Vocabulary struct {
	// Start, End and Unknown are the ids of [CLS], [SEP] and [UNK].
	Start, End, Unknown int32

	pieces    []string
	first     map[string]int32 // pieces that begin a word
	following map[string]int32 // other pieces, without their mark
	longest   int              // length of the longest piece in bytes
}

// New returns a Vocabulary of pieces; the id of a piece is its index. It returns an error if a special piece is missing, or a
// piece is empty or occurs twice.
func New(pieces []string) (*Vocabulary, error) {
	v := &Vocabulary{pieces: pieces, first: make(map[string]int32, len(pieces)), following: make(map[string]int32, len(pieces)/4)}
	for i, piece := range pieces {
		table := v.first
		if rest, ok := strings.CutPrefix(piece, inside); ok && rest != "" {
			table, piece = v.following, rest
		}
		if _, twice := table[piece]; twice || piece == "" {
			return nil, fmt.Errorf("piece %d of the vocabulary, %q, is empty or occurs twice", i, piece)
		}
		table[piece] = int32(i)
		v.longest = max(v.longest, len(piece))
	}
	for _, special := range []struct {
		name string
		id   *int32
	}{{NameStart, &v.Start}, {NameEnd, &v.End}, {NameUnknown, &v.Unknown}} {
		id, ok := v.first[special.name]
		if !ok {
			return nil, fmt.Errorf("the vocabulary of %d pieces has no %s", len(pieces), special.name)
		}
		*special.id = id
	}
	return v, nil
}

// Len returns the number of pieces.
func (v *Vocabulary) Len() int { return len(v.pieces) }

// Append appends the ids of the pieces of word to ids and returns the result: at least one and at most MaxPieces. A word
// without any visible character is [UNK].
func (v *Vocabulary) Append(ids []int32, word string) []int32 {
	n := len(ids)
	for part := range parts(normalise(word)) {
		ids = v.split(ids, part)
		if len(ids) >= n+MaxPieces {
			return ids[:n+MaxPieces]
		}
	}
	if len(ids) == n {
		ids = append(ids, v.Unknown)
	}
	return ids
}

// split appends the ids of the longest pieces of part, or [UNK] if it cannot be split completely.
func (v *Vocabulary) split(ids []int32, part string) []int32 {
	n := len(ids)
	if len(part) > maxChars && utf8.RuneCountInString(part) > maxChars {
		return append(ids, v.Unknown)
	}
	table := v.first
	for part != "" {
		id, size := v.match(table, part)
		if size == 0 {
			return append(ids[:n], v.Unknown)
		}
		ids, part, table = append(ids, id), part[size:], v.following
	}
	return ids
}

// match returns the id and the length in bytes of the longest piece in table that part begins with; the length is 0 if there is
// none.
func (v *Vocabulary) match(table map[string]int32, part string) (id int32, size int) {
	for size := min(len(part), v.longest); size > 0; size-- {
		if size < len(part) && !utf8.RuneStart(part[size]) {
			continue
		}
		if id, ok := table[part[:size]]; ok {
			return id, size
		}
	}
	return 0, 0
}
