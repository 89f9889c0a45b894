package attribution

import (
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// WholeContent returns the widened content of an attribution with these spans, and false where it is a fragment.
func WholeContent(l *ling.Layout, source, cue, content []text.Span) ([]text.Span, bool) {
	x := &extraction{Rules: classes.NewRules(l)}
	rep := report{source: l.RangesOf(source)[0], cue: l.RangesOf(cue)[0], content: l.RangesOf(content)}
	whole := x.wholeContents([]report{rep})
	if len(whole) == 0 {
		return nil, false
	}
	return l.SpansOf(whole[0].content), true
}
