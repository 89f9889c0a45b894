package attribution_test

import (
	"strings"
	"testing"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/text"
)

// TestContents checks which contents are fragments, and how those that a plain clause completes are widened. A content is marked by
// brackets; an empty want drops it.
func TestContents(t *testing.T) {
	for _, c := range []struct{ given, want string }{
		{"«The clerk» {said} [that] .", ""},
		{"«The clerk» {thanked} [Ms] .", ""},
		{"«The clerk» {said} [that he] .", ""},
		{"«The clerk» {told} [it] to the judge.", ""},
		{"«The clerk» {said} [so] .", ""},
		{"«The clerk» {repeated} [“that”].", ""},
		{"«The clerk» {asked} [who] was there.", ""},
		{"«The clerk» {said} [“No.”]", "“No.”"},
		{"«The clerk» {asked}: [“Why?”]", "“Why?”"},
		{"«The clerk» {said} [“I am.”]", "“I am.”"},
		{"«The clerk» {declined} [to comment].", "to comment"},
		{"«The clerk» {rejected} [the claim].", "the claim"},
		{"«The clerk» {said} [that the] letter was forged.", "that the letter was forged"},
		{"«The clerk» {said} [that he] had lied.", "that he had lied"},
		{"«The clerk» {urged} drivers [to stop].", "drivers to stop"},
		{"«The clerk» {promised} [to] resign in May.", "to resign in May"},
		{"«The clerk» {said} [that the letter was forged].", "that the letter was forged"},
		{"«The clerk» {named} [two] witnesses.", "two witnesses"},
	} {
		m := unmark(c.given)
		x := text.Normalize(m.text)
		spans, ok := attribution.WholeContent(layOut(t, x), m.source, m.cue, m.content)
		got := make([]string, len(spans))
		for i, s := range spans {
			got[i] = x.Slice(s)
		}
		if joined := strings.Join(got, " … "); ok != (c.want != "") || ok && joined != c.want {
			t.Errorf("%s: content %q, whole %v, want %q", c.given, joined, ok, c.want)
		}
	}
}
