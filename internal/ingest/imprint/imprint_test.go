package imprint

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"graphd/internal/ingest/text"
)

// body is the article that the heads in these tests precede.
const body = "The harbour board has rejected a recommendation that it build a tidal barrier, which its chairwoman called a costly mistake on Tuesday.\n\nNobody else has offered any money so far.\n"

// describe returns the fields of an imprint that are not empty.
func describe(i Imprint) string {
	var parts []string
	for _, field := range []string{i.Title, strings.Join(i.Authors, " & "), i.Publisher, i.Issued.String()} {
		if field == "" {
			field = "-"
		}
		parts = append(parts, field)
	}
	return strings.Join(parts, " | ")
}

func TestOf(t *testing.T) {
	for _, c := range []struct{ head, want string }{
		{"By Jane Doe\n\n", "- | Jane Doe | - | -"},
		{"Board rejects barrier\n\nBy Jane Doe\n\n", "Board rejects barrier | Jane Doe | - | -"},
		{"By Jane Doe\n\nBoard rejects barrier\n\n", "Board rejects barrier | Jane Doe | - | -"},
		{"Board rejects barrier\nBy Jane Doe\n\n", "Board rejects barrier | Jane Doe | - | -"},
		{"By Jane Doe and John Roe, Staff Writers\n\n", "- | Jane Doe & John Roe | - | -"},
		{"By Jane Doe, John Roe and Ann van der Lee\n\n", "- | Jane Doe & John Roe & Ann van der Lee | - | -"},
		{"JANE DOE | The Herald\n\n", "- | Jane Doe | The Herald | -"},
		{"Jane Doe, Health Editor\n\n", "- | Jane Doe | - | -"},
		{"Jane Doe, Health and Science Correspondent\n\n", "- | Jane Doe | - | -"},
		{"By JANE DOE Associated Press\n\n", "- | Jane Doe | Associated Press | -"},
		{"By Jane Doe, Associated Press\n\n", "- | Jane Doe | Associated Press | -"},
		{"By Jane Doe Herald Staff Writer\n\n", "- | Jane Doe | - | -"},
		{"By Jane Doe for The Aldren Herald\n\n", "- | Jane Doe | The Aldren Herald | -"},
		{"By Jane Doe in Aldren\n\n", "- | Jane Doe | - | -"},
		{"By JANE McDOE and JOHN O'ROE\n\n", "- | JANE McDOE & John O'Roe | - | -"},
		{"BY JANE MCDOE\n\n", "- | Jane McDoe | - | -"},
		{"By Jane Doe, City Hall reporter\n\n", "- | Jane Doe | - | -"},
		{"Written by Jane Doe\n\n", "- | Jane Doe | - | -"},
		{"By Reuters\n\n", "- | - | Reuters | -"},
		{"By The Associated Press\n\n", "- | - | The Associated Press | -"},
		{"By our correspondent\n\n", "- | - | - | -"},
		{"By Herald Staff\n\n", "- | - | - | -"},
		{"By Jane Doe | March 3, 2021 | 5 min read\n\n", "- | Jane Doe | - | 2021-03-03"},
		{"By Jane Doe, jdoe@herald.example\n\n", "- | Jane Doe | - | -"},
		{"By JANE DOE and JOHN ROE Associated Press\n\n", "- | Jane Doe & John Roe | Associated Press | -"},
		{"By Jane Doe, Associated Press Writer\n\n", "- | Jane Doe | Associated Press | -"},
		{"By Jane Doe, Special to The Herald\n\n", "- | Jane Doe | The Herald | -"},
		{"By Jane Doe, political editor, and John Roe in Aldren\n\n", "- | Jane Doe & John Roe | - | -"},
		{"By Jane Doe, a professor of law at Aldren University\n\n", "- | Jane Doe | - | -"},
		{"By Jane Doe, Mayor of Aldren\n\n", "- | Jane Doe | - | -"},
		{"By Jane Doe and agencies\n\n", "- | Jane Doe | - | -"},
		{"By J. K. Doe\n\n", "- | J. K. Doe | - | -"},
		{"By Jane Doe @janedoe\n\n", "- | Jane Doe | - | -"},
		{"By Jane Doe (Reuters)\n\n", "- | Jane Doe | Reuters | -"},
		{"Author: Jane Doe\n\n", "- | Jane Doe | - | -"},
		{"By: Jane Doe\n\n", "- | Jane Doe | - | -"},
		{"Jane Doe, The Herald\n\n", "- | Jane Doe | The Herald | -"},
		{"JANE DOE AND JOHN ROE | The Herald\n\n", "- | Jane Doe & John Roe | The Herald | -"},
		{"BY JANE DOE AND JOHN ROE\nSTAFF WRITERS\n\n", "- | Jane Doe & John Roe | - | -"},
		{"Board rejects barrier\n\nJane Doe\nHealth correspondent\n\n", "Board rejects barrier | Jane Doe | - | -"},
		{"Board rejects barrier\n\nJane Doe\n3 March 2021\n\n", "Board rejects barrier | Jane Doe | - | 2021-03-03"},
		{"Reuters\n\nBoard rejects barrier\n\n", "Board rejects barrier | - | Reuters | -"},
		{"Statement by Jane Doe, Mayor of Aldren\n\n", "Statement by Jane Doe, Mayor of Aldren | - | - | -"},
		{"By Rail And Road\n\n", "By Rail And Road | - | - | -"},
		{"Board rejects barrier | The Herald\n\n", "Board rejects barrier | The Herald | - | - | -"},
		{"By Popular Demand\n\n", "By Popular Demand | - | - | -"},
		{"By the Numbers\n\n", "By the Numbers | - | - | -"},
		{"By land and by sea: how the barrier was planned\n\n", "By land and by sea: how the barrier was planned | - | - | -"},
		{"Jane Doe and the barrier\n\n", "Jane Doe and the barrier | - | - | -"},
		{"Published 3 March 2021\n\n", "- | - | - | 2021-03-03"},
		{"Posted on March 3, 2021 at 5:30 pm\n\n", "- | - | - | 2021-03-03"},
		{"First published on Wed 3 Mar 2021 06.00 GMT\n\n", "- | - | - | 2021-03-03"},
		{"Published: 12:04 GMT, 3 March 2021 | Updated: 13:10 GMT, 4 March 2021\n\n", "- | - | - | 2021-03-03"},
		{"Updated: 4 March 2021\n\n", "- | - | - | 2021-03-04"},
		{"Published 10:04 p.m. ET March 3, 2021 Updated 9:12 a.m. ET March 4, 2021\n\n", "- | - | - | 2021-03-03"},
		{"Date: 2021-03-03\n\n", "- | - | - | 2021-03-03"},
		{"Wednesday, March 3rd, 2021\n\n", "- | - | - | 2021-03-03"},
		{"The Herald, 3 March 2021\n\n", "The Herald, 3 March 2021 | - | - | -"},
		{"BBC News – 3 March 2021\n\n", "- | - | BBC News | 2021-03-03"},
		{"Posted by Jane Doe on 3 March 2021\n\n", "- | Jane Doe | - | 2021-03-03"},
		{"Last updated on Wed 3 Mar 2021 10.15 GMT\n\n", "- | - | - | 2021-03-03"},
		{"Published on 2021-03-03T10:15:00Z\n\n", "- | - | - | 2021-03-03"},
		{"Updated 2:14 PM ET, Wed March 3, 2021\n\n", "- | - | - | 2021-03-03"},
		{"By Jane Doe on March 3, 2021\n\n", "- | Jane Doe | - | 2021-03-03"},
		{"Posted 3/3/2021\n\n", "- | - | - | -"},
		{"Published 12 hours ago\n\n", "- | - | - | -"},
		{"(CNN) ", "- | - | CNN | -"},
		{"ALDREN, March 3. /TASS/. ", "- | - | TASS | -"},
		{"Aldren, Tuesday — ", "- | - | - | -"},
		{"Published March 3\n\n", "- | - | - | -"},
		{"Published 31 February 2021\n\n", "Published 31 February 2021 | - | - | -"},
		{"3 March 2021\n\nThe board meets.\n\n4 March 2021\n\nThe board rests.\n\n", "- | - | - | -"},
		{"ALDREN, March 3 (Reuters) - ", "- | - | Reuters | -"},
		{"ALDREN, March 3, 2021 (Reuters) - ", "- | - | Reuters | 2021-03-03"},
		{"LONDON (AP) — ", "- | - | AP | -"},
		{"Karelia (ALDREN) — ", "- | - | - | -"},
		{"ALDREN (The Herald) — ", "- | - | The Herald | -"},
		{"Aldren, 3 March 2021 — ", "- | - | - | 2021-03-03"},
		{"New Delhi: ", "- | - | - | -"},
		{"New Delhi, March 3, 2021 (IANS) ", "- | - | IANS | 2021-03-03"},
		{"Aldren, 3 March 2021: ", "- | - | - | 2021-03-03"},
		{"Updated: 4 March 2021\n\nALDREN, March 3 (Reuters) - ", "- | - | Reuters | 2021-03-03"},
		{"Board rejects barrier\n\nBy Jane Doe\n\nALDREN (AP) — ", "Board rejects barrier | Jane Doe | AP | -"},
		{"By Jane Doe, The Herald\n\nALDREN (AP) — ", "- | Jane Doe | The Herald | -"},
		{"Photo: Dan Reed\n\nBoard rejects barrier\n\n", "Board rejects barrier | - | - | -"},
		{"FOR IMMEDIATE RELEASE\n\nBoard rejects barrier\n\n", "Board rejects barrier | - | - | -"},
		{"Politics\n\nBoard rejects barrier\n\nBy Jane Doe\n\n", "Board rejects barrier | Jane Doe | - | -"},
		{"Advertisement\n\nBoard rejects barrier\n\n", "Board rejects barrier | - | - | -"},
	} {
		if got := describe(Of(c.head + body)); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.head, got, c.want)
		}
	}
}

func TestOfTheLastLines(t *testing.T) {
	for _, c := range []struct{ end, want string }{
		{"(Reporting by Jane Doe; Editing by John Roe)", "Jane Doe | - | -"},
		{"Reporting by Jane Doe and Ann Lee in Aldren; additional reporting by John Roe", "Jane Doe & Ann Lee | - | -"},
		{"Published 3 March 2021", "- | - | 2021-03-03"},
		{"By Jane Doe", "Jane Doe | - | -"},
		{"Jane Doe, Health Editor", "- | - | -"},
	} {
		if got := describe(Of(body + "\n" + c.end)); got != "- | "+c.want {
			t.Errorf("%q:\n got %s\nwant - | %s", c.end, got, c.want)
		}
	}
}

// TestNotProse marks what is nobody's speech with square brackets that are not in the text.
func TestNotProse(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(`
⟦Read more: Mayor says that the market will move⟧
⟦READ ALSO: Mayor says that the market will move.⟧
⟦Related: Mayor denies the report⟧
⟦See also⟧
⟦See also: Mayor denies the report⟧
⟦Click here to read what the mayor said⟧
⟦Watch: Mayor says that the market will move⟧
⟦• Read more: Mayor says that the market will move⟧
⟦>> Read next | Mayor denies the report⟧
⟦Related stories⟧
⟦You may also like⟧
⟦Sign up for our newsletter⟧
⟦Sign up for our newsletter, and we will tell you what matters.⟧
⟦Subscribe to our podcast⟧
⟦Share this article⟧
⟦Facebook Twitter WhatsApp Email⟧
⟦Share on Facebook⟧
⟦Follow us on Instagram for more⟧
⟦Advertisement⟧
⟦ADVERTISEMENT⟧
⟦Story continues below advertisement⟧
⟦Article continues below⟧
⟦Scroll down for video⟧
⟦We use cookies to improve your visit.⟧
⟦This site uses cookies. By continuing you agree.⟧
⟦We use cookies to remember what you told us.⟧
⟦Accept all cookies⟧
⟦Cookie settings⟧
⟦By clicking “Accept”, you agree that we store cookies.⟧
⟦Dan Reed/Associated Press⟧
⟦Photo: Dan Reed⟧
⟦Image: Dan Reed / The Herald⟧
⟦(AP Photo/Dan Reed)⟧
⟦REUTERS/Dan Reed⟧
⟦Photograph by Dan Reed⟧
⟦Dan Reed via Getty Images⟧
⟦Picture credit: Dan Reed⟧
⟦Photo courtesy of the Harbour Board⟧
The mayor said on Monday that the quay was safe. ⟦(AP Photo/Dan Reed)⟧
The quay on Monday. ⟦Photograph: Dan Reed/The Guardian⟧
⟦© 2021 The Herald. All rights reserved.⟧
⟦Copyright 2021 The Associated Press⟧
⟦(c) 2021 Herald Media⟧
⟦All rights reserved. This material may not be published or broadcast.⟧
⟦Copyright © The Herald⟧
⟦Published 3 March 2021⟧
⟦Updated: 12:04 GMT, 3 March 2021⟧
By Jane Doe
More: I do not know.
Watch the mayor carefully, said Ms Lee.
“We use cookies,” said the baker.
Advertisement rules were broken, the minister said.
Sign up for the army, the minister said.
Copyright law was broken, the judge said.
Related work was done by the county, the engineer said on Monday
Photo: the mayor said that he was glad.
Image of a broken nation, minister says
See also the report of 2019, which says that the dam is weak.
The either/or question is false, she said.
Share prices fell on Monday, the bank said.
The board (which met on Monday) said that it would rest. (It did.)
Published last week, the report says that the dam is weak.
READ THE ROOM, says the mayor.
Print is dead, says the editor.
Click bait is a plague, the editor said.
`), "\n") {
		given := strings.NewReplacer("⟦", "", "⟧", "").Replace(line)
		x := text.Normalize("Board rejects barrier\n\n" + body + "\n" + given + "\n\n" + strings.Repeat("The board met.\n\n", 6))
		if got := mark(x, given); got != line {
			t.Errorf("got %s\nwant %s", got, line)
		}
	}
}

// mark returns the line of a text with brackets around what is not prose.
func mark(x text.Text, line string) string {
	for _, s := range NotProse(x) {
		if cut := x.Slice(s); strings.HasSuffix(line, cut) {
			return strings.TrimSuffix(line, cut) + "⟦" + cut + "⟧"
		}
	}
	return line
}

func TestBiographies(t *testing.T) {
	for line, want := range map[string]bool{
		"Jane Doe is a staff writer at The Herald.":                                       true,
		"Jane Doe is a staff writer at The Herald. Follow her on Twitter @janedoe":        true,
		"Jane Doe covers health for The Herald. She says that she likes cats.":            true,
		"Jane Doe is an award-winning journalist and believes in cats.":                   true,
		"Jane Doe is a staff writer who says she loves boats. Follow her on X.":           true,
		"Follow her on Twitter @janedoe":                                                  true,
		"Follow Jane Doe on Mastodon.":                                                    true,
		"Email: jane.doe@herald.example":                                                  true,
		"The writer is a professor of law at Aldren University.":                          true,
		"The author is the head of the harbour board, and the views are her own.":         true,
		"Jane Doe contributed to this report.":                                            true,
		"John Roe in Aldren contributed to this report.":                                  false,
		"Jane Doe can be reached at jane.doe@herald.example.":                             true,
		"Jane Doe is the chief executive of the harbour board.":                           false,
		"Jane Doe writes that the dam is weak.":                                           false,
		"Jane Doe reports on Monday that the dam is weak.":                                false,
		"Jane Doe, who is a writer, said that the dam was weak.":                          false,
		"“Jane Doe is a writer,” said the mayor.":                                         false,
		"The writer said that the dam was weak.":                                          false,
		"Jane Doe is a reporter, the mayor said, and should know that the dam is unsafe.": false,
	} {
		if isBiography(line) != want {
			t.Errorf("%q: %v, want %v", line, !want, want)
		}
	}
	atEnd := text.Normalize(body + "\nJane Doe is a staff writer at The Herald.\n")
	if got := NotProse(atEnd); len(got) != 1 {
		t.Errorf("%d parts of %q are no prose, want the last line", len(got), atEnd)
	}
	alone := text.Normalize("Jane Doe is a reporter at The Herald.\n")
	if got := NotProse(alone); len(got) != 0 {
		t.Errorf("a text of one line is no prose: %v", got)
	}
}

func TestFindDateline(t *testing.T) {
	const sentence = "The board said no."
	for _, dateline := range []string{
		"ALDREN, March 3 (Reuters) - ", "LONDON (AP) — ", "Aldren, 3 March 2021 — ", "New Delhi: ", "ALDREN — ", "PORT ALDREN, Karelia, Mar. 3, 2021 (AFP) – ",
		"(Reuters) - ", "New Delhi, March 3 (IANS) ", "Aldren, March 3: ", "ALDREN, Wednesday, March 3 -- ",
		"Aldren, Tuesday — ", "(CNN) ", "ALDREN, March 3. /TASS/. ", "LONDON, England (CNN) -- ", "NEW YORK/LONDON, March 3 (Reuters) - ",
	} {
		got, ok := FindDateline(dateline + sentence)
		if want := len([]rune(dateline)); !ok || got.Len != want {
			t.Errorf("%q: %d code points, want %d", dateline, got.Len, want)
		}
	}
	for _, line := range []string{"Lincoln: We won.", "Ruth Calder (Labour): A teacher.", "TEX – the old man – was right.", "THE BOARD - A HISTORY", "Ruth Calder, teacher: I won."} {
		if got, ok := FindDateline(line); ok {
			t.Errorf("%q has a dateline %+v", line, got)
		}
	}
}

func TestBylineSpans(t *testing.T) {
	const line = "By Zoë Doe and JOHN ROE, Staff Writers"
	b, ok := ReadByline(line)
	var got []string
	for _, s := range b.Spans {
		got = append(got, string([]rune(line)[s.Start:s.End]))
	}
	if diff := cmp.Diff([]string{"Zoë Doe", "JOHN ROE"}, got); !ok || diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

func TestAuthors(t *testing.T) {
	for byline, want := range map[string]string{
		"By Jane Doe":                      "Jane Doe",
		"JANE DOE | The Herald":            "Jane Doe",
		"Jane Doe, Health Editor":          "Jane Doe",
		"By Jane Doe and John Roe, Herald": "Jane Doe & John Roe",
		"Published 3 March by Jane Doe":    "Jane Doe",
		"Jane Doe":                         "",
		"The Herald":                       "",
		"Published 3 March 2021":           "",
	} {
		got, ok := Authors(byline)
		if strings.Join(got, " & ") != want || ok != (want != "") {
			t.Errorf("%q is by %q, %v; want %q", byline, got, ok, want)
		}
	}
}
