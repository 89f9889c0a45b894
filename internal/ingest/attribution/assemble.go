package attribution

import "graphd/internal/ingest/text"

// attributions turns reports into code points.
func (r *reading) attributions(reports []report) []Attribution {
	out := make([]Attribution, 0, len(reports))
	for _, rep := range reports {
		out = append(out, Attribution{
			Source:    r.sourceOf(rep),
			Cue:       Cue{Spans: r.spans([]run{rep.group}), Lemma: r.words[rep.cue].Lemma, Class: rep.entry.class},
			Content:   Content{Spans: r.spans(rep.content)},
			Continues: -1,
		})
	}
	return out
}

func (r *reading) sourceOf(rep report) Source {
	if rep.source.empty() {
		return Source{Form: Unstated}
	}
	return Source{Spans: []text.Span{r.span(rep.source)}, Head: r.words[rep.sourceHead].Span}
}
