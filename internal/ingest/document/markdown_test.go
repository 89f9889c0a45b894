package document

import (
	"slices"
	"strings"
	"testing"

	"graphd/internal/ingest/text"
)

func TestMarkdownOffsets(t *testing.T) {
	const given = "\ufeff# Ferry\r\n\r\nThe *harbour* board [rejects](https://b.example/(r) \"R\") it:\r\n> “Cafe\u0301s \\& ferries &mdash; no”, she\r\n> said.\r\n"
	doc, err := readMarkdown(given)
	if err != nil {
		t.Fatal(err)
	}
	for phrase, want := range map[string]string{
		"Ferry":                  "Ferry",
		"harbour board":          "harbour* board",
		"board rejects it":       "board [rejects](https://b.example/(r) \"R\") it",
		"“Cafés & ferries — no”": "“Cafe\u0301s \\& ferries &mdash; no”",
		"—":                      "&mdash;",
		"she said":               "she\r\n> said",
	} {
		at := strings.Index(doc.Text.String(), phrase)
		if at < 0 {
			t.Errorf("%q is not in %q", phrase, doc.Text)
			continue
		}
		back := doc.Text.Given(text.Span{Start: doc.Text.Offset(at), End: doc.Text.Offset(at + len(phrase))})
		if got := string([]rune(given)[back.Start:back.End]); got != want {
			t.Errorf("%q maps to %q, want %q", phrase, got, want)
		}
	}
	if doc.Meta.Title != "Ferry" {
		t.Errorf("title %q", doc.Meta.Title)
	}
}

func TestExcessiveMarkup(t *testing.T) {
	for name, given := range map[string]string{
		"quotations": strings.Repeat(">", 1<<18) + "said",
		"emphasis":   strings.Repeat("*a_ ", 1<<18),
		"links":      strings.Repeat("[](", 1<<18),
	} {
		doc, err := readMarkdown(given)
		if err != nil || doc.Text.String() != given {
			t.Errorf("%s: not read as plain text: %v", name, err)
		}
	}
	many := strings.Repeat("The *board* [said](x) so, \"no\".\n\n", 1<<14)
	if doc, err := readMarkdown(many); err != nil || strings.Contains(doc.Text.String(), "*") {
		t.Errorf("many marked paragraphs are not read as Markdown: %v", err)
	}
}

func TestFrontMatter(t *testing.T) {
	const given = "---\ntitle: 'A'\nauthors:\n  - Ann Lee\n  - \"Bo Ray\"\ndate: 2024\nkind: report\nid: r-1\ntags: [x]\ntopics:\n  - 'Fish'\n  - X\n---\nHe said so.\n"
	doc, err := readMarkdown(given)
	if err != nil {
		t.Fatal(err)
	}
	m := doc.Meta
	if m.Title != "A" || strings.Join(m.Authors, "+") != "Ann Lee+Bo Ray" || m.Issued.String() != "2024" || m.Kind != Report || m.Identifier != "r-1" || !slices.Equal(m.Keywords, []string{"x", "Fish"}) {
		t.Errorf("metadata %+v", m)
	}
	if strings.TrimSpace(doc.Text.String()) != "He said so." {
		t.Errorf("text %q", doc.Text)
	}
	if _, err := readMarkdown("---\ndate: soon\n---\nHe said so.\n"); err == nil || !strings.Contains(err.Error(), `field "date"`) {
		t.Errorf("a front matter without a date in its date: %v", err)
	}
}
