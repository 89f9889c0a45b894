package attribution_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/text"
)

// TestArticle extracts from an article that may not be copied. For each attribution, the golden file holds the paragraph, the
// form, the act, the length of the content, and a hash of the source's head word.
func TestArticle(t *testing.T) {
	dir := os.Getenv("GRAPHD_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared")
	}
	data, err := os.ReadFile(filepath.Join(dir, "documents", "russia-report.txt"))
	if err != nil {
		t.Skip("the article is not here: documents/russia-report.txt is missing (set GRAPHD_SHARED to its parent)")
	}
	x := text.Normalize(string(data))
	got := outline(x, extract(t, x))
	if *update {
		if err := os.WriteFile(filepath.Join("testdata", "article.txt"), []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(filepath.Join("testdata", "article.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("attributions of the article (-want +got):\n%s", diff)
	}
}

// outline describes each attribution without words of the text.
func outline(x text.Text, as []attribution.Attribution) string {
	var b strings.Builder
	for i, a := range as {
		first, last := a.Content.Spans[0], a.Content.Spans[len(a.Content.Spans)-1]
		paragraph := strings.Count(x.Slice(text.Span{End: first.Start}), "\n\n") + 1
		fmt.Fprintf(&b, "%d. paragraph %d, %s %s, content %d-%d, source %s %s", i+1, paragraph, a.Form, a.Act, first.Start, last.End, a.Source.Form, hash(x.Slice(a.Source.Head)))
		if !a.Source.OnBehalf.IsZero() {
			fmt.Fprintf(&b, " on behalf of %s", hash(x.Slice(a.Source.OnBehalf)))
		}
		if a.Continues >= 0 {
			fmt.Fprintf(&b, ", continues %d", a.Continues+1)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(s)))
	return hex.EncodeToString(sum[:3])
}
