package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"graphd/internal/ingest/ling/word"
)

// Columns is a corpus of names with one word in each line, whose last column is the label, and a blank line after each
// sentence.
type Columns struct {
	path  string
	kinds map[string]string // kinds of names by those of the corpus; others are not names
}

// The corpora of names.
var (
	Wikigold = Columns{"ner/wikigold/CONLL-format/data/wikigold.conll.txt", map[string]string{"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}}
	// RE3D consists of reports on a conflict by governments, an army command and a broadcaster.
	RE3D = Columns{"ner/re3d/CONLL-format/data/train/re3d-train.conll", map[string]string{"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "MISC"}}
)

// blockLength is the number of sentences in a text if the corpus does not separate texts.
const blockLength = 25

// Names reads a corpus of names as texts without offsets. Names without capital letters are descriptions, and lose their
// labels.
func (d Dir) Names(c Columns) ([]AnnotatedText, error) {
	var out []AnnotatedText
	var s AnnotatedSentence
	end := func() {
		if len(s) == 0 {
			return
		}
		dropDescriptions(s)
		if len(out) == 0 || len(out[len(out)-1].Sentences) == blockLength {
			out = append(out, AnnotatedText{})
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
		s = append(s, AnnotatedToken{Form: f[0], Normal: word.Normal(f[0], false), Name: c.label(f[len(f)-1], s)})
		return nil
	})
	end()
	return out, err
}

// label converts a label of the corpus. If a name begins with I-, its first word is the one after a label of another kind.
func (c Columns) label(given string, before AnnotatedSentence) string {
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

// dropDescriptions removes the labels of names in which no word begins with a capital letter.
func dropDescriptions(s AnnotatedSentence) {
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

func hasCapital(s AnnotatedSentence) bool {
	for _, t := range s {
		if r, _ := utf8.DecodeRuneInString(t.Form); unicode.IsUpper(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}
