package ingest_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"graphd/internal/ingest/document"
	"graphd/internal/ingest/text"
)

// degenerate returns repetitive texts of about size code points.
var degenerate = []struct {
	name string
	text func(size int) string
}{
	{"articles", func(size int) string { return generatedText(1, size) }},
	{"one-paragraph", func(size int) string { return strings.ReplaceAll(generatedText(2, size), "\n", " ") }},
	{"one-sentence", func(size int) string { return strings.Repeat("the mayor of the old town said that ", size/36) }},
	{"nested-clauses", func(size int) string { return strings.Repeat("The man who said that the dog which ", size/36) }},
	{"no-spaces", func(size int) string { return strings.Repeat("wordsandwords", size/13) }},
	{"quote-marks", func(size int) string { return strings.Repeat("“", size/2) + strings.Repeat("”", size/2) }},
	{"straight-quotes", func(size int) string { return strings.Repeat("\" a ", size/4) }},
	{"said", func(size int) string { return strings.Repeat("said ", size/5) }},
	{"names", func(size int) string { return strings.Repeat("Ada Quill ", size/10) }},
	{"colons", func(size int) string { return strings.Repeat("Ruiz: Yes\n", size/10) }},
	{"stops", func(size int) string { return strings.Repeat(". ", size/2) }},
	{"according", func(size int) string { return strings.Repeat("according to ", size/13) }},
	{"times", func(size int) string { return strings.Repeat("on Monday he said ", size/18) }},
}

// TestWorkIsLinear checks that the memory that the pipeline allocates grows linearly with degenerate texts. BenchmarkScaling
// measures the time.
func TestWorkIsLinear(t *testing.T) {
	p := newPipeline(t)
	const size, times = 6_000, 4
	work := func(given string) float64 {
		doc := document.Document{ID: "d", Text: text.Normalize(given)}
		find(t, p, doc)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		find(t, p, doc)
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	for _, d := range degenerate {
		if small, large := work(d.text(size)), work(d.text(times*size)); large > 1.6*times*small+1<<20 {
			t.Errorf("%s: %d times the text takes %.1f times the memory", d.name, times, large/small)
		}
	}
}

// TestMemoryStaysFlat checks that the live memory does not grow with the number of documents.
func TestMemoryStaysFlat(t *testing.T) {
	p := newPipeline(t)
	live := func(from, to int) uint64 {
		for i := from; i < to; i++ {
			find(t, p, document.Document{ID: "d", Text: text.Normalize(generatedText(i, 1500))})
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	few := live(0, 50)
	if many := live(50, 300); many > few+few/10+4<<20 {
		t.Errorf("%d bytes are live after 50 documents, %d after 300", few, many)
	}
}

// generatedText returns a generated article of about size code points. Its words depend on number.
func generatedText(number, size int) string {
	var b strings.Builder
	for i := number; b.Len() < size; i++ {
		name := fmt.Sprintf("Ada Quill%c%c", 'a'+i%26, 'a'+i/26%26)
		fmt.Fprintf(&b, "“The wall in street %d will stay,” said %s, a spokeswoman for the River Agency, on Monday.\n\n", i, name)
		fmt.Fprintf(&b, "She denied that the gates of mill%d had leaked. According to the audit, two in %d bolts are loose, and the council is expected to say that it was told.\n\n", i, i)
	}
	return b.String()
}
