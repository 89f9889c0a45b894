package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestNormalize(t *testing.T) {
	for _, c := range []struct{ name, given, want string }{
		{"plain", "Mr Raab said: “no”.\n", "Mr Raab said: “no”.\n"},
		{"empty", "", ""},
		{"line ends", "a\r\nb\rc\r\r\nd\u2028e\u2029f\u0085g\vh\fi", "a\nb\nc\n\nd\ne\nf\ng\nh\ni"},
		{"spaces", "10\u00A0000\u202Feuros\u2007\t\u3000x", "10 000 euros   x"},
		{"byte order mark", "\uFEFFTitle", "Title"},
		{"invisible", "Rus\u00ADsia\u200B is\u2060 \u200Enot\u202C", "Russia is not"},
		{"controls", "a\x00b\x1Bc\x7Fd", "abcd"},
		{"windows-1252 read as Latin-1", "\u0093no\u0094, he\u0092d \u0081say", "“no”, he’d say"},
		{"bad UTF-8", "a\xffb\xe2\x80c", "a\uFFFDb\uFFFD\uFFFDc"},
		{"NFC", "re\u0301sume\u0301 \u212B", "résumé Å"},
		{"marks out of order", "q\u0307\u0323", "q\u0323\u0307"},
		{"composed across a dropped code point", "e\u200B\u0301", "é"},
		{"emoji keep their joiners", "👩\u200D👧 👩🏽\u200D💻 ❤\uFE0F\u200D🔥", "👩\u200D👧 👩🏽\u200D💻 ❤\uFE0F\u200D🔥"},
		{"Persian keeps its non-joiner", "می\u200Cخواهم", "می\u200Cخواهم"},
		{"Hindi keeps its joiner", "क्\u200Dष", "क्\u200Dष"},
		{"Latin loses joiners", "a\u200Db\u200Cc", "abc"},
		{"repeated joiners are reduced to one", "👩\u200D\u200D\u200B\u200C👧", "👩\u200D👧"},
		{"flag of England", "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F"},
		{"hidden tags", "hello\U000E0067\U000E0062", "hello"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Normalize(c.given).String(); got != c.want {
				t.Errorf("Normalize(%+q) = %+q, want %+q", c.given, got, c.want)
			}
		})
	}
}

func TestGiven(t *testing.T) {
	for _, c := range []struct {
		name, given, find string
		want              string
	}{
		{"after a byte order mark", "\uFEFFRaab said", "Raab", "Raab"},
		{"over a soft hyphen", "in Rus\u00ADsia.", "Russia", "Rus\u00ADsia"},
		{"without code points dropped at the edges", "\u200BRaab\u200B", "Raab", "Raab"},
		{"the line feed of CR LF", "a\r\nb", "\n", "\n"},
		{"over a line end", "a\r\nb", "a\nb", "a\r\nb"},
		{"composed", "the re\u0301sume\u0301.", "résumé", "re\u0301sume\u0301"},
		{"a composed code point", "ae\u0301b", "é", "e\u0301"},
		{"composed across a dropped code point", "e\u200B\u0301x", "é", "e\u200B\u0301"},
		{"after bad bytes", "\xff\xfe then", "then", "then"},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := Normalize(c.given)
			at := strings.Index(n.String(), c.find)
			span := Span{n.Offset(at), n.Offset(at + len(c.find))}
			if got := givenSlice(c.given, n.Given(span)); got != c.want {
				t.Errorf("%+q maps to %+q, want %+q", c.find, got, c.want)
			}
		})
	}
}

func TestZeroText(t *testing.T) {
	var zero Text
	if zero.Len() != 0 || zero.String() != "" || zero.Slice(Span{}) != "" || zero.Given(Span{}) != (Span{}) {
		t.Errorf("the zero Text is not empty")
	}
	if got := Normalize("\uFEFFx").Given(Span{}); !got.IsZero() {
		t.Errorf("the zero span maps to %v", got)
	}
}

func TestHash(t *testing.T) {
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // FIPS 180-2, appendix B.1
	if got := Normalize("a\u200Bbc").Hash(); got != abc {
		t.Errorf("Hash = %s, want %s", got, abc)
	}
}

func TestReplace(t *testing.T) {
	const given = "He **said**\r\nso, cafe_\u0301_."
	n := Normalize(given)
	var replacements []Replacement
	for i, r := range []rune(n.String()) {
		switch r {
		case '*', '_':
			replacements = append(replacements, Replacement{Span: Span{i, i + 1}})
		case '\n':
			replacements = append(replacements, Replacement{Span: Span{i, i + 1}, With: " "})
		}
	}
	got := n.Replace(replacements)
	if got.String() != "He said so, café." {
		t.Fatalf("Replace = %+q", got)
	}
	if back := givenSlice(given, got.Given(Span{3, 10})); back != "said**\r\nso" {
		t.Errorf("“said so” maps to %+q", back)
	}
	if back := givenSlice(given, got.Given(Span{15, 16})); back != "e_\u0301" {
		t.Errorf("“é” maps to %+q", back)
	}
	if got.GivenLen() != utf8.RuneCountInString(given) {
		t.Errorf("GivenLen = %d", got.GivenLen())
	}
}

// TestMemory checks that a text in normal form needs no alignment, and other texts and indexes few entries.
func TestMemory(t *testing.T) {
	ascii := Normalize(strings.Repeat("He said so. ", 1000))
	if ascii.passes != nil || ascii.index.blocks != nil {
		t.Errorf("an ASCII text has %d passes and %d index entries", len(ascii.passes), len(ascii.index.blocks))
	}
	quoted := Normalize(strings.Repeat("“Он сказал.” ", 1000))
	if quoted.passes != nil || len(quoted.index.blocks) > quoted.Len()/blockLen+1 {
		t.Errorf("a text in normal form has %d passes and %d index entries", len(quoted.passes), len(quoted.index.blocks))
	}
	lines := Normalize(strings.Repeat("He said so.\r\n", 1000))
	if len(lines.passes) != 1 || len(lines.passes[0].shifts) > 1000 {
		t.Errorf("1000 CR LF have %d shifts", len(lines.passes[0].shifts))
	}
}

func TestDegenerate(t *testing.T) {
	for name, unit := range map[string]string{
		"marks": "\u0301\u0323", "joiners": "\u200D", "bad bytes": "\xff", "decomposed": "e\u0301", "returns": "\r", "jamo": "\u1161",
	} {
		t.Run(name, func(t *testing.T) {
			checkNormal(t, strings.Repeat(unit, 1<<17))
		})
	}
}

// givens generates texts from pieces that normalisation treats in special ways.
var givens = rapid.Custom(func(t *rapid.T) string {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{
			"a", "e", "said", " ", "\n", "\r", "\r\n", "\t", "“", "é", "e\u0301", "\u0301", "\u0323", "\u0307", "\u034F",
			"\u00A0", "\u200B", "\u200C", "\u200D", "\uFEFF", "\u00AD", "\u202E", "\u2029", "\u0085", "\u0093", "\u0081",
			"\xff", "\xe2\x80", "\x00", "\x1b", "👩", "🏽", "\uFE0F", "🏴", "\U000E0067", "م", "\u064B", "क", "\u094D", "\u09C7", "\u09BE",
			"\u1100", "\u1161", "\u11A8", "가", "\u212B", "\u0344", "\u0F73", "\U0001D15E", "世", strings.Repeat("\u0301", 31), strings.Repeat("\u0323", 17),
		}),
		rapid.StringN(0, 4, -1),
	)
	return strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), "")
})

func TestNormalizeProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := givens.Draw(t, "given")
		checkNormal(t, given)
		checkSpan(t, given, rapid.IntRange(0, 1<<20).Draw(t, "start"), rapid.IntRange(0, 1<<20).Draw(t, "end"))
	})
}

func TestReplaceProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := givens.Draw(t, "given")
		n := Normalize(given)
		var replacements []Replacement
		for at := 0; at < n.Len(); {
			at += rapid.IntRange(0, 5).Draw(t, "gap")
			end := min(at+rapid.IntRange(1, 3).Draw(t, "length"), n.Len())
			if at >= end {
				break
			}
			replacements = append(replacements, Replacement{Span{at, end}, givens.Draw(t, "with")})
			at = end
		}
		got := n.Replace(replacements)
		if again := Normalize(got.String()); again.String() != got.String() {
			t.Fatalf("Replace returns %+q, which normalises to %+q", got, again)
		}
		checkGiven(t, got, utf8.RuneCountInString(given))
	})
}

func FuzzNormalize(f *testing.F) {
	for _, seed := range []string{
		"", "He said so.\r\n", "\uFEFFe\u0301\u00A0", "👩\u200D👧\xff", "می\u200Cخواهم\u202E", "a" + strings.Repeat("\u0301", 40), "\u09C7\u200D\u09BE",
	} {
		f.Add(seed, 0, 5)
	}
	f.Fuzz(func(t *testing.T, given string, start, end int) {
		checkNormal(t, given)
		checkSpan(t, given, start, end)
	})
}

// failer is the part of testing.TB that rapid.T has too.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// checkNormal checks that given is normalised to NFC, that normalising again changes nothing, and that offsets and
// bytes convert both ways.
func checkNormal(t failer, given string) {
	t.Helper()
	n := Normalize(given)
	if !utf8.ValidString(n.String()) || !norm.NFC.IsNormalString(n.String()) {
		t.Fatalf("Normalize(%+q) = %+q is not NFC", head(given), head(n.String()))
	}
	again := Normalize(n.String())
	if again.String() != n.String() || again.passes != nil {
		t.Fatalf("Normalize(%+q) = %+q, then %+q", head(given), head(n.String()), head(again.String()))
	}
	checkGiven(t, n, utf8.RuneCountInString(given))
	offset := 0
	for i := range n.String() {
		if n.Byte(offset) != i || n.Offset(i) != offset {
			t.Fatalf("code point %d of %+q: Byte = %d, Offset(%d) = %d", offset, head(given), n.Byte(offset), i, n.Offset(i))
		}
		offset++
	}
	if n.Byte(n.Len()) != len(n.String()) || n.Offset(len(n.String())) != n.Len() || offset != n.Len() {
		t.Fatalf("the end of %+q: Byte = %d, Offset = %d, Len = %d", head(given), n.Byte(n.Len()), n.Offset(len(n.String())), n.Len())
	}
}

// checkGiven checks that single code points map to ranges in increasing order within a text of givenLen.
func checkGiven(t failer, n Text, givenLen int) {
	t.Helper()
	if n.GivenLen() != givenLen {
		t.Fatalf("GivenLen of %+q = %d, want %d", head(n.String()), n.GivenLen(), givenLen)
	}
	var last Span
	for i := range n.Len() {
		g := n.Given(Span{i, i + 1})
		if g.Start < last.Start || g.End < last.End || g.Len() < 0 || g.End > givenLen {
			t.Fatalf("code point %d of %+q maps to %v, the one before to %v, of %d", i, head(n.String()), g, last, givenLen)
		}
		if empty := n.Given(Span{i, i}); empty.Len() != 0 || i > 0 && empty.Start != g.Start {
			t.Fatalf("the empty span at %d of %+q maps to %v, its code point to %v", i, head(n.String()), empty, g)
		}
		last = g
	}
}

// checkSpan checks that the range that a span maps to normalises to the text of the span, apart from code points whose
// normalisation depends on their context: joiners, tags, and marks without their base.
func checkSpan(t failer, given string, a, b int) {
	t.Helper()
	n := Normalize(given)
	a, b = wrapOffset(a, n.Len()), wrapOffset(b, n.Len())
	span := Span{min(a, b), max(a, b)}
	g := n.Given(span)
	if want, got := loose(n.Slice(span)), loose(Normalize(givenSlice(given, g)).String()); !strings.Contains(got, want) {
		t.Fatalf("%v of %+q is %+q, but maps to %v: %+q", span, given, want, g, got)
	}
	whole := n.Given(Span{0, n.Len()})
	if span.Len() > 0 && !whole.Contains(g) {
		t.Fatalf("%v of %+q maps to %v, outside %v", span, given, g, whole)
	}
}

func wrapOffset(i, n int) int { return int(uint(i) % uint(n+1)) }

// loose returns s decomposed and without the code points whose normalisation depends on their context.
func loose(s string) string {
	s = norm.NFD.String(s)
	return strings.Map(func(r rune) rune {
		if r == zwj || r == zwnj || r == '\u034F' || isTag(r) || norm.NFC.PropertiesString(string(r)).CCC() != 0 {
			return -1
		}
		return r
	}, s)
}

// givenSlice returns the code points s of given.
func givenSlice(given string, s Span) string {
	start, end, n := len(given), len(given), 0
	for i := range given {
		if n == s.Start {
			start = i
		}
		if n == s.End {
			end = i
		}
		n++
	}
	return given[start:end]
}

func head(s string) string { return s[:min(len(s), 200)] }
