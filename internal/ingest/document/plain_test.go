package document

import (
	"slices"
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
		{
			"a wrapped paragraph among long ones",
			"The harbour board has rejected a recommendation that it build a tidal barrier, which its chairwoman called a costly mistake on Tuesday.\n" +
				"Nobody else has offered anything so far, although the minister has said that she would be glad to hear of any plan that the board may have.\n\n" +
				"The letter was sent to every member of the board on the first day of\n" +
				"March. It says that Ruth Pellew never read the report, and that the\n" +
				"Ministry knew it. Nobody on the board was told about it, or about its\nauthors.\n",
			"The harbour board has rejected a recommendation that it build a tidal barrier, which its chairwoman called a costly mistake on Tuesday.\n" +
				"Nobody else has offered anything so far, although the minister has said that she would be glad to hear of any plan that the board may have.\n\n" +
				"The letter was sent to every member of the board on the first day of " +
				"March. It says that Ruth Pellew never read the report, and that the " +
				"Ministry knew it. Nobody on the board was told about it, or about its authors.\n",
		},
		{
			"quoted mail",
			"From: Ruth Pellew <ruth@board.example>\nSubject: The quay\n\nOn Monday Amit Rao wrote:\n" +
				"> I spoke to the engineer yesterday, and she said that the quay would\n> be closed for two months. Nobody has told the fishermen, whose disap-\n> pointment will be great.\n>\n> Amit\n\nThat is wrong.\n",
			"From: Ruth Pellew <ruth@board.example>\nSubject: The quay\n\nOn Monday Amit Rao wrote:\n" +
				"> I spoke to the engineer yesterday, and she said that the quay would be closed for two months. Nobody has told the fishermen, whose disappointment will be great.\n>\n> Amit\n\nThat is wrong.\n",
		},
		{
			"a hard-wrapped hearing",
			"THE CHAIR: Did you read the report before the board met to discuss the\nquay, as the minister has told us?\n" +
				"MR RAO: I did not read it, because my office was closed on the Friday,\nand nobody had sent it to me.\nMS PELLEW: That is not what I have heard from your office this week, sir.\nTHE CHAIR: Order.\n",
			"THE CHAIR: Did you read the report before the board met to discuss the quay, as the minister has told us?\n" +
				"MR RAO: I did not read it, because my office was closed on the Friday, and nobody had sent it to me.\nMS PELLEW: That is not what I have heard from your office this week, sir.\nTHE CHAIR: Order.\n",
		},
		{
			"a list of short lines",
			"Bring with you:\nwarm clothes\na torch\nbread for two days\n\nThe walk begins at eight.\n",
			"",
		},
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
		if !strings.Contains(text.Normalize(got).String(), word) && !slices.Contains(joinedWords(got), word) {
			t.Errorf("%q at %v maps to %q at %v", word, span, got, back)
		}
		at += len(word)
	}
}

// joinedWords returns what a word that is given over two lines may be read as: with or without its hyphen.
func joinedWords(given string) []string {
	first, second, _ := strings.Cut(text.Normalize(given).String(), "\n")
	second = strings.TrimLeft(second, "> ")
	return []string{first + second, strings.TrimSuffix(first, "-") + second}
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
		doc, err := readOne(Input{Name: "a.txt", Content: strings.NewReader(c.given)})
		if err != nil || doc.Meta.Title != c.want {
			t.Errorf("%.40q: title %q, error %v; want %q", c.given, doc.Meta.Title, err, c.want)
		}
	}
}
