package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"graphd/internal/ingest/ling/word"
)

// Columns is a corpus of names, one word a line with its label last and a blank line after each sentence.
type Columns struct {
	path  string
	kinds map[string]string // the corpus's kinds by ours; others are no names
}

// The corpora of names.
var (
	Wikigold = Columns{"ner/wikigold/CONLL-format/data/wikigold.conll.txt", map[string]string{"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}}
	// RE3D is reports about a conflict by governments, an army command and a broadcaster.
	RE3D = Columns{"ner/re3d/CONLL-format/data/train/re3d-train.conll", map[string]string{"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "MISC"}}
)

// blockLength is how many sentences stand for a document where the corpus does not tell documents apart.
const blockLength = 25

// Names reads a corpus of names as documents without offsets. Names with no capital in them are descriptions and left out.
func (d Dir) Names(c Columns) ([]Document, error) {
	var out []Document
	var s Sentence
	end := func() {
		if len(s) == 0 {
			return
		}
		dropDescriptions(s)
		if len(out) == 0 || len(out[len(out)-1].Sentences) == blockLength {
			out = append(out, Document{})
		}
		last := &out[len(out)-1]
		last.Sentences = append(last.Sentences, s)
		s = nil
	}
	err := d.lines(c.path, func(line string) error {
		f := strings.Fields(line)
		if len(f) < 2 {
			end()
			return nil
		}
		s = append(s, Token{Form: f[0], Normal: word.Normal(f[0], false), Name: c.label(f[len(f)-1], s)})
		return nil
	})
	end()
	return out, err
}

// label is a corpus's label in our kinds. A name that begins without a B- begins where the label before is of another kind.
func (c Columns) label(given string, before Sentence) string {
	prefix, kind, _ := strings.Cut(given, "-")
	kind = c.kinds[kind]
	if kind == "" {
		return "O"
	}
	if n := len(before); prefix == "I" && (n == 0 || !strings.HasSuffix(before[n-1].Name, "-"+kind)) {
		prefix = "B"
	}
	return prefix + "-" + kind
}

// dropDescriptions unlabels names of which no word begins with a capital.
func dropDescriptions(s Sentence) {
	for begin := 0; begin < len(s); {
		end := begin + 1
		for end < len(s) && strings.HasPrefix(s[end].Name, "I-") {
			end++
		}
		if !hasCapital(s[begin:end]) {
			for i := begin; i < end; i++ {
				s[i].Name = "O"
			}
		}
		begin = end
	}
}

func hasCapital(s Sentence) bool {
	for _, t := range s {
		if r, _ := utf8.DecodeRuneInString(t.Form); unicode.IsUpper(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}
