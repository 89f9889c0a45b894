package judged

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/text"
)

// markPattern matches the beginning of a mark: a slot, the numbers of the attributions, and a question mark if they are
// debatable.
var markPattern = regexp.MustCompile(`^\{([sqc])([0-9]+(?:,[0-9]+)*)(\??) ?`)

// ParseMarked parses texts with marks. A line "== ID | STYLE" begins a text.
func ParseMarked(file string) ([]JudgedText, error) {
	var out []JudgedText
	for part := range strings.SplitSeq("\n"+file, "\n== ") {
		head, body, _ := strings.Cut(part, "\n")
		if strings.TrimSpace(head) == "" {
			continue
		}
		id, style, found := strings.Cut(head, " | ")
		if !found {
			return nil, fmt.Errorf("%q is not a heading: want \"== ID | STYLE\"", head)
		}
		x, err := parseMarks(strings.Trim(body, "\n"))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
		x.ID, x.Style = id, style
		out = append(out, x)
	}
	return out, nil
}

// An openMark is a mark that has begun.
type openMark struct {
	slot    string
	numbers []int
	start   int // code points of the text without marks
}

// A markReader reads a text with marks.
type markReader struct {
	text      []rune // without marks
	open      []openMark
	marked    map[int]*eval.MarkedAttribution
	debatable map[int]bool
}

// parseMarks returns a text without its marks, and its attributions in the order of their numbers.
func parseMarks(body string) (JudgedText, error) {
	r := markReader{marked: map[int]*eval.MarkedAttribution{}, debatable: map[int]bool{}}
	for body != "" {
		n, err := r.next(body)
		if err != nil {
			return JudgedText{}, err
		}
		body = body[n:]
	}
	if len(r.open) > 0 {
		return JudgedText{}, fmt.Errorf("a mark is not closed: {%s%d", r.open[0].slot, r.open[0].numbers[0])
	}
	out := JudgedText{GoldDocument: eval.GoldDocument{Text: string(r.text)}}
	for _, number := range slices.Sorted(maps.Keys(r.marked)) {
		out.Attributions = append(out.Attributions, *r.marked[number])
		out.Debatable = append(out.Debatable, r.debatable[number])
	}
	return out, nil
}

// next reads a mark or a code point at the beginning of rest and returns its length in bytes.
func (r *markReader) next(rest string) (int, error) {
	switch m := markPattern.FindStringSubmatch(rest); {
	case m != nil:
		r.begin(m)
		return len(m[0]), nil
	case rest[0] == '{':
		return 0, fmt.Errorf("%.20q is not a mark: want {s, {q or {c and a number", rest)
	case rest[0] == '}':
		return 1, r.end()
	}
	for _, c := range rest {
		r.text = append(r.text, c)
		return len(string(c)), nil
	}
	return 0, nil
}

// begin opens a mark.
func (r *markReader) begin(m []string) {
	mark := openMark{slot: m[1], start: len(r.text)}
	for s := range strings.SplitSeq(m[2], ",") {
		n, _ := strconv.Atoi(s) // the pattern allows only digits
		mark.numbers = append(mark.numbers, n)
		if m[3] != "" {
			r.debatable[n] = true
		}
	}
	r.open = append(r.open, mark)
}

// end closes the innermost open mark.
func (r *markReader) end() error {
	last := len(r.open) - 1
	if last < 0 {
		return fmt.Errorf("} without a mark after %q", string(r.text[max(0, len(r.text)-20):]))
	}
	mark, span := r.open[last], text.Span{Start: r.open[last].start, End: len(r.text)}
	r.open = r.open[:last]
	for _, n := range mark.numbers {
		if r.marked[n] == nil {
			r.marked[n] = &eval.MarkedAttribution{}
		}
		a := r.marked[n]
		slot := map[string]*[]text.Span{"s": &a.Source, "q": &a.Cue, "c": &a.Content}[mark.slot]
		*slot = append(*slot, span)
	}
	return nil
}
