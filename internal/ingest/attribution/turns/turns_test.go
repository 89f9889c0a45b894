package turns_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"graphd/internal/ingest/attribution/turns"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestFind compares the turns of the texts in testdata/turns.txtar with the file of the same name and ".want": a line for
// each turn with the speaker, the name that it is short for and the words.
func TestFind(t *testing.T) {
	const path = "testdata/turns.txtar"
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	annotator, err := ling.Default()
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(archive.Files); i += 2 {
		given, want := archive.Files[i], &archive.Files[i+1]
		t.Run(given.Name, func(t *testing.T) {
			l := annotator.Layout(text.Normalize(string(given.Data)))
			var got strings.Builder
			found, _ := turns.Find(l)
			for _, turn := range found {
				got.WriteString(words(l, turn.Speaker))
				if !turn.Name.Empty() {
					fmt.Fprintf(&got, " (%s)", words(l, turn.Name))
				}
				got.WriteByte(':')
				for _, c := range turn.Content {
					fmt.Fprintf(&got, " [%s]", words(l, c))
				}
				got.WriteByte('\n')
			}
			if *update {
				want.Data = []byte(got.String())
			} else if diff := cmp.Diff(string(want.Data), got.String()); diff != "" {
				t.Errorf("turns (-want +got):\n%s", diff)
			}
		})
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func words(l *ling.Layout, r ling.Range) string { return l.Text.Slice(l.SpanOf(r)) }
