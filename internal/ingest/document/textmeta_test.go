package document

import (
	"strings"
	"testing"

	"graphd/internal/ingest/imprint"
)

const article = "Board rejects barrier\n\nBy Jane Doe and John Roe, Staff Writers\n\nPublished 3 March 2021\n\nALDREN (Reuters) - The board has said no to the barrier.\n\nNobody else has offered any money so far.\n"

// TestMetadataOfTheText reads texts that state their metadata themselves. What the input states counts more.
func TestMetadataOfTheText(t *testing.T) {
	quoted := strings.NewReplacer("\n", `\n`).Replace(article)
	for _, c := range []struct{ name, given, want string }{
		{"a.txt", article, "title: Board rejects barrier\nauthors: Jane Doe | John Roe\npublisher: Reuters\nissued: 2021-03-03\nmedia type: text/plain\n"},
		{"a.md", "# " + article, "title: Board rejects barrier\nauthors: Jane Doe | John Roe\npublisher: Reuters\nissued: 2021-03-03\nmedia type: text/markdown\n"},
		{"a.md", "---\ntitle: No barrier\nauthor: Ann Lee\ndate: 2020-01-02\n---\n# " + article, "title: No barrier\nauthors: Ann Lee\npublisher: Reuters\nissued: 2020-01-02\nmedia type: text/markdown\n"},
		{"a.json", `{"text": "` + quoted + `"}`, "title: Board rejects barrier\nauthors: Jane Doe | John Roe\npublisher: Reuters\nissued: 2021-03-03\nmedia type: application/json\n"},
		{"a.json", `{"publisher": "The Herald", "author": "Ann Lee", "issued": "2021", "title": "No", "text": "` + quoted + `"}`, "title: No\nauthors: Ann Lee\npublisher: The Herald\nissued: 2021\nmedia type: application/json\n"},
		{"a.html", "<title>Board rejects barrier</title><h1>Board rejects barrier</h1><p>" + strings.ReplaceAll(strings.SplitN(article, "\n\n", 2)[1], "\n\n", "</p><p>"), "title: Board rejects barrier\nauthors: Jane Doe | John Roe\npublisher: Reuters\nissued: 2021-03-03\nmedia type: text/html\n"},
		{"a.html", "<title>Board rejects barrier</title><meta name=author content='Ann Lee, Health Editor'><meta name=date content=2020-01-02><h1>Board rejects barrier</h1><p>" + strings.ReplaceAll(strings.SplitN(article, "\n\n", 2)[1], "\n\n", "</p><p>"), "title: Board rejects barrier\nauthors: Ann Lee\npublisher: Reuters\nissued: 2020-01-02\nmedia type: text/html\n"},
	} {
		doc, err := readOne(Input{Name: c.name, Content: strings.NewReader(c.given)})
		if err != nil {
			t.Fatal(err)
		}
		if got := describe(doc.Meta); got != c.want {
			t.Errorf("%s: %.60q:\n got %s\nwant %s", c.name, c.given, got, c.want)
		}
		if !strings.Contains(doc.Text.String(), "By Jane Doe") || !strings.Contains(doc.Text.String(), "ALDREN (Reuters) - The board") {
			t.Errorf("%s: the text lacks its by-line or dateline: %q", c.name, doc.Text)
		}
	}
}

// TestMetadataOfTheTextStatesNothing compares a publication with one whose metadata is all from the text.
func TestMetadataOfTheTextStatesNothing(t *testing.T) {
	inText := imprint.Of(article)
	plain := Metadata{}.completed(inText)
	stated := Metadata{Title: "No", Authors: []string{"Ann Lee"}, Publisher: "The Herald"}.completed(inText)
	other := Metadata{Title: "No barrier", Publisher: "The Courier"}.completed(inText)
	if !plain.Describes(stated, inText) || !stated.Describes(plain, inText) {
		t.Error("a text without metadata is not of the publication whose metadata is stated")
	}
	if stated.Describes(other, inText) {
		t.Error("two publications with different titles and publishers are one")
	}
	if got, want := describe(stated.Updated(plain, inText)), describe(stated); got != want {
		t.Errorf("a text without metadata made the publication\n%swant\n%s", got, want)
	}
	if got := (Metadata{Title: "By Jane Doe"}).Updated(plain, inText).Title; got != "Board rejects barrier" {
		t.Errorf("the title that an earlier version took from the by-line became %q", got)
	}
	if got, want := describe(plain.Updated(stated, inText)), describe(stated); got != want {
		t.Errorf("stated metadata made the publication\n%swant\n%s", got, want)
	}
}
