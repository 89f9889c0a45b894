package attribution

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/text"
)

// Classify is the attribution with these spans of l: its classes, and all else that is not a span. It
// does not matter who found the spans. Continues is -1; nothing is said of confidence.
func Classify(l *ling.Layout, source, cue, content []text.Span) Attribution {
	r := read(l)
	return r.classified(r.finding(builtin(), r.runs(source), r.runs(cue), r.runs(content)))
}

// runs are the words under spans, which are in text order. A span that begins or ends inside a word takes it in.
func (r *reading) runs(spans []text.Span) []ling.Range {
	var out []ling.Range
	at := 0
	for _, s := range spans {
		for at < len(r.Words) && r.Words[at].End <= s.Start {
			at++
		}
		x := ling.Between(at, at)
		for x.To < len(r.Words) && r.Words[x.To].Start < s.End {
			x.To++
		}
		out = append(out, x)
	}
	return out
}

// classified makes an attribution of a finding.
func (r *reading) classified(f finding) Attribution {
	a := Attribution{
		Source:    r.source(f),
		Cue:       r.cue(f),
		Content:   Content{Spans: r.spans(f.content)},
		Form:      r.form(f),
		Act:       r.act(f),
		Kind:      r.kind(f),
		Polarity:  r.polarity(f),
		Certainty: r.certainty(f),
		Tense:     r.tense(f),
		Addressee: r.SpanOf(r.addressee(f)),
		Continues: -1,
	}
	occasion := r.occasion(f)
	a.Occasion = r.SpanOf(occasion)
	a.When = r.when(f, occasion)
	return a
}

func (r *reading) source(f finding) Source {
	if f.speaker < 0 {
		return Source{Form: Unstated}
	}
	return Source{
		Spans:    r.spans(f.source),
		Head:     r.Words[f.speaker].Span,
		Form:     r.sourceForm(f),
		OnBehalf: r.onBehalf(f),
	}
}

func (r *reading) cue(f finding) Cue {
	if f.head < 0 {
		return Cue{}
	}
	return Cue{Spans: r.spans(f.cue), Lemma: r.Words[f.head].Lemma, Class: f.entry.class}
}

// sourceForm tells names, descriptions and pronouns apart by the source's head word.
func (r *reading) sourceForm(f finding) SourceForm {
	w := r.Words[f.speaker]
	switch {
	case w.XPOS == ud.WDT || w.XPOS == ud.WP || w.XPOS.IsPronoun() || w.UPOS == ud.PRON:
		return Pronoun
	case w.XPOS.IsProperNoun() || w.Name.Kind != 0:
		return Name
	}
	return Nominal
}

// The limits of the forms: the share of a content's letters and digits that stands in quotation marks.
const (
	mostlyQuoted = 0.95
	hardlyQuoted = 0.05
)

// form tells direct, indirect and mixed speech by how much of the content is quoted.
func (r *reading) form(f finding) Form {
	all, quoted := 0, 0
	for _, x := range f.content {
		for k := x.From; k < x.To; k++ {
			if r.Words[k].IsPunctuation() {
				continue
			}
			n := r.Words[k].Len()
			all += n
			if r.Words[k].Quotation >= 0 {
				quoted += n
			}
		}
	}
	switch share := float64(quoted) / float64(max(all, 1)); {
	case share >= mostlyQuoted:
		return Direct
	case share <= hardlyQuoted:
		return Indirect
	}
	return Mixed
}

// kind is what the cue is a word for. What is quoted word for word was said, whatever the cue.
func (r *reading) kind(f finding) Kind {
	switch {
	case f.entry.kind == "" || r.isDemanding(f) || r.form(f) == Direct || naming[r.Words[f.head].Lemma]:
		return Speech
	case r.isHoped(f):
		return Belief
	}
	return f.entry.kind
}

// naming are verbs of judging that say which word was used.
var naming = set("call dub label name nickname")
