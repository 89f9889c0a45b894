package document

import (
	"slices"
	"strings"
	"testing"
)

func TestFieldsHaveTheNamesThatPeopleUse(t *testing.T) {
	for _, given := range []string{
		`{"body": "Words.", "headline": "A", "source": {"id": "post", "name": "The Post"}, "byline": "By Ann Lee and Bo Ray", "publishedAt": "2024-03-05", "link": "https://post.example/1"}`,
		`{"content": "Words.", "title": "A", "source": "The Post", "authors": ["Ann Lee", {"name": "Bo Ray"}], "published_at": "2024-03-05", "url": "https://post.example/1"}`,
		`{"text": "Words.", "Title": "A", "publisher": "The Post", "author": "By Ann Lee, Bo Ray", "datePublished": "2024-03-05", "url": "https://post.example/1"}`,
		`{"articleBody": "Words.", "text": null, "title": "A", "headline": "A", "publisher": "The Post", "creator": ["Ann Lee", "Bo Ray"], "pubDate": "Tue, 05 Mar 2024 00:00:00 GMT", "url": "https://post.example/1"}`,
	} {
		doc, err := readRecord([]byte(given))
		m := doc.Meta
		if err != nil || doc.Text.String() != "Words." || m.Title != "A" || m.Publisher != "The Post" || strings.Join(m.Authors, "|") != "Ann Lee|Bo Ray" ||
			m.Issued.Time.Format("2006-01-02") != "2024-03-05" || m.URL != "https://post.example/1" || len(m.Unread) > 0 {
			t.Errorf("%s: %q %+v, %v", given, doc.Text, m, err)
		}
	}
}

func TestUnknownFieldsAreNamed(t *testing.T) {
	doc, err := readRecord([]byte(`{"text": "Words.", "wordcount": 1, "editor": "Cy Day", "tags": []}`))
	if err != nil || !slices.Equal(doc.Meta.Unread, []string{"editor", "wordcount"}) {
		t.Errorf("unread %q, %v", doc.Meta.Unread, err)
	}
	doc, err = readRecord([]byte(`{"text": "Words.", "body": "Other words.", "title": "A", "headline": "A"}`))
	if err != nil || doc.Text.String() != "Words." || !slices.Equal(doc.Meta.Unread, []string{"body"}) {
		t.Errorf("text %q, unread %q, %v", doc.Text, doc.Meta.Unread, err)
	}
	if _, err := readRecord([]byte(`{"text": "Words.", "pubDate": "soon"}`)); err == nil || !strings.Contains(err.Error(), `field "pubDate"`) {
		t.Errorf("the error of a date has not its name: %v", err)
	}
}
