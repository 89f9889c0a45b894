package document

import (
	"strings"
	"testing"

	"graphd/internal/ingest/text"
)

func TestUnwrap(t *testing.T) {
	for _, c := range []struct{ name, given, want string }{
		{
			"hard-wrapped",
			"The harbour board has rejected a recommendation that it build a tidal\n" +
				"barrier. Its chairwoman, Ruth Pellew, told reporters on Tuesday that the\n" +
				"board could not spend money that it did not have, whatever the well-\n" +
				"meaning authors of the report might say about it.\n" +
				"\n" +
				"“I understand the fear,” she said, “but fear is not a budget, and it will\n" +
				"not be one.”\n",
			"The harbour board has rejected a recommendation that it build a tidal " +
				"barrier. Its chairwoman, Ruth Pellew, told reporters on Tuesday that the " +
				"board could not spend money that it did not have, whatever the well-" +
				"meaning authors of the report might say about it.\n" +
				"\n" +
				"“I understand the fear,” she said, “but fear is not a budget, and it will " +
				"not be one.”\n",
		},
		{
			"hard-wrapped, paragraphs without blank lines and a list",
			"The harbour board has rejected a recommendation that it build a tidal\n" +
				"barrier. Its chairwoman, Ruth Pellew, told reporters on Tuesday that the\n" +
				"board had no money.\n" +
				"The committee said that it was disappointed, and that it would write to\n" +
				"the minister. It asked for three things of the board, none of which had\n" +
				"been done:\n" +
				"- a survey of the quay\n" +
				"- a budget\n",
			"The harbour board has rejected a recommendation that it build a tidal " +
				"barrier. Its chairwoman, Ruth Pellew, told reporters on Tuesday that the " +
				"board had no money.\n" +
				"The committee said that it was disappointed, and that it would write to " +
				"the minister. It asked for three things of the board, none of which had " +
				"been done:\n" +
				"- a survey of the quay\n" +
				"- a budget\n",
		},
		{
			"a sentence a line",
			"The board has rejected the plan, and it said so on Tuesday.\n" +
				"The committee was disappointed by what the board had said.\n" +
				"The minister did not answer our questions before we printed.\n" +
				"The council offered half of the money, as it had said before.\n" +
				"Nobody else has offered anything so far, as we understand.\n",
			"",
		},
		{
			"a paragraph a line",
			"Minister quits\nThe transport minister, Ola Brandt, has resigned, and said that it was time to go.\n" +
				"She said so on Tuesday.\n“It was time,” she said.\nHer party did not answer our questions, and her office was closed, as it has been all week, said neighbours.\n",
			"",
		},
		{
			"verse",
			"The sea came in, the sea went out,\nThe board sat still and talked about\nThe wall it would not build, and then\nThe sea, the sea came in again.\n",
			"",
		},
		{"one line", "He said so.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := c.want
			if want == "" {
				want = c.given
			}
			doc, err := readPlain(c.given)
			if err != nil {
				t.Fatal(err)
			}
			if got := doc.Text.String(); got != want {
				t.Errorf("read\n%s\nwant\n%s", got, want)
			}
			checkBack(t, c.given, doc.Text)
		})
	}
}

// checkBack checks that each word of the text maps to itself in the given text.
func checkBack(t *testing.T, given string, read text.Text) {
	t.Helper()
	points := []rune(given)
	at := 0
	for _, word := range strings.Fields(read.String()) {
		at += strings.Index(read.String()[at:], word)
		span := text.Span{Start: read.Offset(at), End: read.Offset(at + len(word))}
		back := read.Given(span)
		got := string(points[back.Start:back.End])
		if strings.ReplaceAll(text.Normalize(got).String(), "\n", "") != word {
			t.Errorf("%q at %v maps to %q at %v", word, span, got, back)
		}
		at += len(word)
	}
}

func TestUnwrapKeepsCarriageReturnsApart(t *testing.T) {
	given := strings.Repeat("The harbour board has rejected a recommendation that it should build the\r\n", 5)
	doc, err := readPlain(given)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Count(doc.Text.String(), "\n") != 1 {
		t.Errorf("read %q", doc.Text)
	}
	checkBack(t, given, doc.Text)
}

func TestHeadline(t *testing.T) {
	for _, c := range []struct{ given, want string }{
		{"Bridge closed\n\nThe bridge is closed.", "Bridge closed"},
		{"\n  Bridge closed \n \nThe bridge is closed.", "Bridge closed"},
		{"Is the bridge safe?\n\nThe bridge is closed.", "Is the bridge safe?"},
		{"Bridge closed\nThe bridge is closed.", ""},
		{"The bridge is closed.\n\nIt opens on Monday.", ""},
		{"“The bridge is closed.”\n\nIt opens on Monday.", ""},
		{"She said:\n\n“The bridge is closed.”", ""},
		{"Bridge closed", ""},
		{strings.Repeat("bridge ", 30) + "\n\nText.", ""},
	} {
		doc, err := readPlain(c.given)
		if err != nil || doc.Meta.Title != c.want {
			t.Errorf("%.40q: title %q, error %v; want %q", c.given, doc.Meta.Title, err, c.want)
		}
	}
}
