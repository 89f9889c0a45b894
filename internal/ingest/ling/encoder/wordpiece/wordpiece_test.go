package wordpiece

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"io"
	"os"
	"strings"
	"testing"
)

// unzipped returns a reader of a compressed file in testdata.
func unzipped(t testing.TB, name string) io.Reader {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// uncased returns the vocabulary of BERT's uncased models.
func uncased(t testing.TB) *Vocabulary {
	t.Helper()
	text, err := io.ReadAll(unzipped(t, "vocab.txt.gz"))
	if err != nil {
		t.Fatal(err)
	}
	v, err := New(strings.Split(strings.TrimSuffix(string(text), "\n"), "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestAppendEqualsBertTokenizer checks the pieces of 10,000 invented sentences against those of BertTokenizer, whose checksums
// training/golden.py wrote.
func TestAppendEqualsBertTokenizer(t *testing.T) {
	v, n := uncased(t), 0
	for lines := bufio.NewScanner(unzipped(t, "sentences.jsonl.gz")); lines.Scan(); n++ {
		var sentence struct {
			Words []string
			Sum   uint32
		}
		if err := json.Unmarshal(lines.Bytes(), &sentence); err != nil {
			t.Fatal(err)
		}
		var b []byte
		for _, w := range sentence.Words {
			for _, id := range append(v.Append(nil, w), -1) {
				b = binary.LittleEndian.AppendUint32(b, uint32(id))
			}
		}
		if crc32.ChecksumIEEE(b) != sentence.Sum {
			t.Errorf("sentence %d, %q: pieces %q differ from those of BertTokenizer", n, sentence.Words, piecesOf(v, sentence.Words))
		}
	}
	if n != 10_000 {
		t.Errorf("%d sentences, want 10,000", n)
	}
}

func piecesOf(v *Vocabulary, words []string) (names [][]string) {
	for _, w := range words {
		var list []string
		for _, id := range v.Append(nil, w) {
			list = append(list, v.pieces[id])
		}
		names = append(names, list)
	}
	return names
}

// TestAppend checks words whose pieces can be seen without the reference.
func TestAppend(t *testing.T) {
	v := uncased(t)
	for word, want := range map[string]string{
		"Harbour":                 "harbour",
		"Zürich":                  "zurich",
		"don't":                   "don ' t",
		"unbelievability":         "un ##bel ##ie ##va ##bility",
		"[CLS]":                   "[ cl ##s ]",
		"":                        "[UNK]",
		"\x00\u200b":              "[UNK]",
		"\u0301":                  "[UNK]",
		strings.Repeat("x", 101):  "[UNK]",
		strings.Repeat("?", 20):   strings.TrimSpace(strings.Repeat("? ", MaxPieces)),
		"東京":                      "東 京",
		"\u2e43":                  "[UNK]",
		string([]byte{0xff, 'a'}): "a",
		"a\u00a0b":                "a b",
	} {
		if got := strings.Join(piecesOf(v, []string{word})[0], " "); got != want {
			t.Errorf("%q: pieces %q, want %q", word, got, want)
		}
	}
}

// TestNewChecks checks that New reports vocabularies that cannot be used.
func TestNewChecks(t *testing.T) {
	for _, pieces := range [][]string{nil, {"[UNK]", "[CLS]"}, {"[UNK]", "[CLS]", "[SEP]", "a", "a"}, {"[UNK]", "[CLS]", "[SEP]", ""}} {
		if _, err := New(pieces); err == nil {
			t.Errorf("New(%q) returns no error", pieces)
		}
	}
}

// FuzzAppend checks that any word has 1 to MaxPieces pieces, which spell its normalised text.
func FuzzAppend(f *testing.F) {
	v := uncased(f)
	for _, w := range []string{"", "Harbour", "don't", "Zu\u0308rich", "東京", "\x00", "\xff", "１２", "ﬁne", strings.Repeat("é", 101)} {
		f.Add(w)
	}
	f.Fuzz(func(t *testing.T, word string) {
		ids := v.Append(nil, word)
		if len(ids) == 0 || len(ids) > MaxPieces {
			t.Fatalf("%q has %d pieces", word, len(ids))
		}
		var spelled strings.Builder
		for _, id := range ids {
			if id == v.Unknown {
				return
			}
			spelled.WriteString(strings.TrimPrefix(v.pieces[id], inside))
		}
		whole := strings.Join(strings.FieldsFunc(normalise(word), isSpace), "")
		// a piece that is "##" itself is spelled as it is
		if len(ids) < MaxPieces && !strings.Contains(whole, "#") && spelled.String() != whole {
			t.Fatalf("%q: pieces spell %q, want %q", word, spelled.String(), whole)
		}
	})
}
