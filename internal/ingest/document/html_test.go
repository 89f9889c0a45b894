package document

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestReadHTML(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{
			"a page that is one form, as some servers write it",
			"<html><body><form action=/x><h1>Ferry</h1><p>The ferry stops, the board said.</p><p>It will not start again.</p></form></body></html>",
			"Ferry\n\nThe ferry stops, the board said.\n\nIt will not start again.",
		},
		{
			"an article in an element with a class that says otherwise",
			"<title>Ferry</title><div class='share-wrapper'><p>The ferry stops, the board said.</p><p>It will not start again.</p></div>",
			"Ferry\n\nThe ferry stops, the board said.\n\nIt will not start again.",
		},
		{
			"a fragment",
			"<p>The ferry&nbsp;stops, <b>the board</b> said.<p>It will<br>not start",
			"The ferry stops, the board said.\n\nIt will\nnot start",
		},
		{
			"white space and character references",
			"<p>The\n   ferry &ldquo;stops&rdquo;,\t the&#173; board&#146;s chair said so.</p>",
			"The ferry “stops”, the board’s chair said so.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := readHTML(c.page)
			if err != nil || doc.Text.String() != c.want {
				t.Errorf("read %q, %v; want %q", doc.Text, err, c.want)
			}
		})
	}
}

func TestDeeplyNestedHTML(t *testing.T) {
	if _, err := readHTML(strings.Repeat("<div>", 100_000) + "said"); !errors.Is(err, ErrMalformed) {
		t.Errorf("100,000 nested elements: %v", err)
	}
}

func TestPageMetadata(t *testing.T) {
	for _, c := range []struct {
		name, head string
		check      func(Metadata) bool
	}{
		{"a list of nodes", `<script type="application/ld+json">[{"@type":"BreadcrumbList"},{"@type":["NewsArticle","X"],"headline":"A &amp; B","author":["Ann Lee"]}]</script>`,
			func(m Metadata) bool {
				return m.Title == "A & B" && slices.Equal(m.Authors, []string{"Ann Lee"}) && m.Kind == Article
			}},
		{"broken JSON-LD", `<script type="application/ld+json">{"@type":</script><meta property="og:title" content="B">`,
			func(m Metadata) bool { return m.Title == "B" }},
		{"an author who is an address", `<meta property="article:author" content="https://a.example/ann"><meta name="author" content="By Ann Lee and Bo Ray">`,
			func(m Metadata) bool { return slices.Equal(m.Authors, []string{"Ann Lee", "Bo Ray"}) }},
		{"an address that is none", `<link rel="canonical" href="/x"><meta name="date" content="yesterday">`,
			func(m Metadata) bool { return m.URL == "" && m.Issued.IsZero() }},
		{"keywords in JSON-LD", `<script type="application/ld+json">{"@type":"Report","keywords":["Fish",{"@type":"DefinedTerm","name":"Tides"},"fish, Nets"]}</script><meta name="keywords" content="x">`,
			func(m Metadata) bool { return slices.Equal(m.Keywords, []string{"Fish", "Tides", "Nets"}) }},
		{"keywords of several elements", `<meta property="article:tag" content="Fish"><meta property="article:tag" content="Tides"><meta name="keywords" content="x">`,
			func(m Metadata) bool { return slices.Equal(m.Keywords, []string{"Fish", "Tides"}) }},
		{"keywords of one element", `<meta name="keywords" content="Fish; Tides , ,fish">`,
			func(m Metadata) bool { return slices.Equal(m.Keywords, []string{"Fish", "Tides"}) }},
		{"a report", `<script type="application/ld+json">{"@type":"Report","headline":"R","datePublished":"2020-07"}</script>`,
			func(m Metadata) bool { return m.Kind == Report && m.Issued.String() == "2020-07" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := readHTML("<html><head>" + c.head + "</head><body><p>The board said so, and that was all it said.</p></body></html>")
			if err != nil || !c.check(doc.Meta) {
				t.Errorf("%v; metadata %+v", err, doc.Meta)
			}
		})
	}
}

func TestArticleOfLinkedData(t *testing.T) {
	for _, c := range []struct{ name, head, want string }{
		{
			"the article of this page among others",
			`<link rel="canonical" href="https://post.example/b"><script type="application/ld+json">[
			{"@type": "NewsArticle", "headline": "Other", "url": "https://post.example/a"},
			{"@type": "NewsArticle", "headline": "Tolls rise", "mainEntityOfPage": {"@id": "https://post.example/b"}, "author": "By Ann Lee and Bo Ray"}]</script>`,
			"title: Tolls rise\nauthors: Ann Lee | Bo Ray\nurl: https://post.example/b\nkind: article\n",
		},
		{
			"a comment, a line break in a string and an address for an author",
			"<script type=\"application/ld+json\">/*<![CDATA[*/ {\"@type\": \"Article\", \"headline\": \"Tolls\nrise\", \"author\": \"https://post.example/ann\"} /*]]>*/</script>",
			"title: Tolls rise\nkind: article\n",
		},
		{
			"an article within its page",
			`<script type="application/ld+json">{"@type": "WebPage", "mainEntity": {"@type": "Report", "headline": "Tolls", "mainEntityOfPage": "https://post.example/c"}}</script>`,
			"title: Tolls\nurl: https://post.example/c\nkind: report\n",
		},
		{
			"the name of the site in the title of the window",
			`<title>Tolls rise on the ring | The Post</title>`,
			"title: Tolls rise on the ring\npublisher: The Post\n",
		},
		{
			"a title with a subtitle",
			`<title>Tolls rise on the ring - again - The Post</title>`,
			"title: Tolls rise on the ring\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := readHTML(`<html><head>` + c.head + `</head><body><h1>Tolls rise on the ring</h1><p>The tolls of the ring road rise, the county said.</p></body></html>`)
			if got := describe(doc.Meta); err != nil || got != c.want {
				t.Errorf("%v\n%s\nwant\n%s", err, got, c.want)
			}
		})
	}
}
