package nquads

import (
	"bytes"
	"errors"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

func TestLines(t *testing.T) {
	for _, tc := range []struct{ given, written string }{
		{`<a> <b> <c> .`, "<a> <b> <c> .\n"},
		{"\t<a>\t<b><c>. # a comment", "<a> <b> <c> .\n"},
		{`_:x <b> _:y.z <g>.`, "_:x <b> _:y.z <g> .\n"},
		{`<a> <b> "c"^^<http://www.w3.org/2001/XMLSchema#string> _:g .`, "<a> <b> \"c\" _:g .\n"},
		{`<a> <b> "caf\u00E9 \U0001F600\t\\" .`, "<a> <b> \"café 😀\t\\\\\" .\n"},
		{`<a> <b> "c"@en-GB .`, "<a> <b> \"c\"@en-GB .\n"},
		{`<a\u0020b> <b> "" .`, "<a\\u0020b> <b> \"\" .\n"},
		{`"a" "b" "c" "d" .`, "\"a\" \"b\" \"c\" \"d\" .\n"},
		{`<a> <b> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .`, "<a> <b> \"007\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"},
		{`<a> <b> "True"^^<http://www.w3.org/2001/XMLSchema#boolean> .`, "<a> <b> \"True\"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n"},
		{`<a> <b> "2018-03-21T10:00:00.5+01:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> .`,
			"<a> <b> \"2018-03-21T10:00:00.5+01:00\"^^<http://www.w3.org/2001/XMLSchema#dateTime> .\n"},
	} {
		q, ok, err := ParseLine([]byte(tc.given))
		if err != nil || !ok {
			t.Errorf("%s: %v", tc.given, err)
			continue
		}
		if got := string(AppendQuad(nil, q)); got != tc.written {
			t.Errorf("%s is written %s", tc.given, got)
		}
	}
}

func TestBadLines(t *testing.T) {
	for given, column := range map[string]string{
		`<a> <b> .`:               "column 9:",
		`<a> <b> <c>`:             "column 12:",
		`<a> <b> <c> <g> <h> .`:   "column 17:",
		`<a> <b> <c> . <d>`:       "column 15:",
		`<a> <b> "c .`:            "column 9:",
		`<a> <b> "c\q" .`:         "column 11:",
		`<a> <b> "\uD800" .`:      "column 10:",
		`<a> <b> "c"@ .`:          "column 12:",
		`<a> <b> "c"^^x .`:        "column 12:",
		`<a b> <b> <c> .`:         "column 3:",
		`<> <b> <c> .`:            "column 1:",
		`_: <b> <c> .`:            "column 1:",
		`a <b> <c> .`:             "column 1:",
		"<a> <b> \"\xff\" .":      "column 10:",
		`<a> <b> "x" "y"@en--gb.`: "column 16:",
	} {
		q, _, err := ParseLine([]byte(given))
		if !errors.Is(err, ErrSyntax) || !strings.Contains(err.Error(), column) {
			t.Errorf("%s: %v, %v; want an error at %s", given, q, err, column)
		}
	}
	for _, blank := range []string{"", " \t\r", "# <a> <b> <c> ."} {
		if _, ok, err := ParseLine([]byte(blank)); ok || err != nil {
			t.Errorf("%q: %v, %v", blank, ok, err)
		}
	}
}

func TestNativeValuesComeBack(t *testing.T) {
	for _, v := range []quad.Value{
		quad.Int(0), quad.Int(math.MinInt64), quad.Bool(true), quad.Bool(false), quad.Float(0), quad.Float(math.Copysign(0, -1)),
		quad.Float(1e300), quad.Float(-1.25), quad.Float(math.Inf(1)), quad.Float(math.Inf(-1)), quad.Float(math.MaxFloat64),
		quad.Time(time.Date(2018, 3, 21, 10, 0, 0, 1, time.UTC)), quad.Time(time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)),
	} {
		q, _, err := ParseLine(AppendQuad(nil, quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: v}))
		if err != nil || q.Object != v {
			t.Errorf("%v came back as %v (%T), %v", v, q.Object, q.Object, err)
		}
	}
}

func TestReaderGoesOnAfterABadLine(t *testing.T) {
	long := strings.Repeat("long ", 1<<17)
	r, err := NewReader(strings.NewReader("<a> <b> <c> .\nbad\n\n<a> <b> \"" + long + "\" ."))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Next(); err != nil {
		t.Fatal(err)
	}
	var bad *LineError
	if _, err := r.Next(); !errors.As(err, &bad) || bad.Line != 2 {
		t.Fatalf("%v", err)
	}
	if q, err := r.Next(); err != nil || q.Object != quad.String(long) || r.Line() != 4 {
		t.Fatalf("line %d: %v", r.Line(), err)
	}
	if _, err := r.Next(); !errors.Is(err, io.EOF) {
		t.Fatalf("%v", err)
	}
}

// FuzzParseLine checks that a line that was parsed is written so that it parses to the same quad, and that the quad is
// normal.
func FuzzParseLine(f *testing.F) {
	f.Add([]byte(`<a> <b> "c\n\u00e9"@en <g> .`))
	f.Add([]byte(`_:a <b> "1.5E0"^^<http://www.w3.org/2001/XMLSchema#double> .`))
	f.Add([]byte(`_:a.b <b> "2018-03-21T10:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .`))
	f.Fuzz(func(t *testing.T, line []byte) {
		q, ok, err := ParseLine(line)
		if err != nil || !ok {
			return
		}
		written := AppendQuad(nil, q)
		again, ok, err := ParseLine(written)
		if err != nil || !ok || !bytes.Equal(AppendQuad(nil, again), written) {
			t.Fatalf("%q is written %q and read as %v (%v)", line, written, again, err)
		}
		normal, err := Normalize(q)
		if err != nil || !bytes.Equal(AppendQuad(nil, normal), written) {
			t.Fatalf("%q is normalised to %v (%v)", written, normal, err)
		}
	})
}

func TestBlankLabel(t *testing.T) {
	for given, want := range map[string]string{
		"b1": "b1", "a.b": "a.b", "BN@</u/a>.<p>": "BN_x40__x3C__x2F_u_x2F_a_x3E__x2E__x3C_p_x3E_", "-a": "_x2D_a", "a.": "a_x2E_",
	} {
		got := BlankLabel(given)
		if got != want || !isBlankLabel(got) || BlankLabel(got) != got {
			t.Errorf("BlankLabel(%q) = %q, want %q", given, got, want)
		}
	}
}
