package classes

import (
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
)

// Classify returns the classes of the attribution with these ranges of words, each list in text order. It does not matter
// how the ranges were found.
func (r *Rules) Classify(source, cue, content []ling.Range) Classes {
	f := r.frame(source, cue, content)
	occasion := r.occasion(f)
	c := Classes{
		SourceForm: Unstated,
		Form:       r.form(f),
		Act:        r.act(f),
		Kind:       r.kind(f),
		Polarity:   r.polarity(f),
		Certainty:  r.certainty(f),
		Tense:      r.tense(f),
		Addressee:  r.SpanOf(r.addressee(f)),
		Occasion:   r.SpanOf(occasion),
		When:       r.when(f, occasion),
	}
	if f.speaker >= 0 {
		c.SourceHead, c.SourceForm, c.OnBehalf = r.Words[f.speaker].Span, r.sourceForm(f), r.onBehalf(f)
	}
	if f.head >= 0 {
		c.CueLemma, c.CueClass = r.Words[f.head].Lemma, f.entry.class
	}
	c.Statement = c.Form == Direct || r.isStatement(f)
	c.PutForward = r.isPutForward(f, c)
	return c
}

// Kind returns the kind alone of the attribution with these ranges of words.
func (r *Rules) Kind(source, cue, content []ling.Range) AttributionKind {
	return r.kind(r.frame(source, cue, content))
}

// sourceForm distinguishes names, descriptions and pronouns by the source's head word.
func (r *Rules) sourceForm(f frame) SourceForm {
	w := r.Words[f.speaker]
	switch {
	case w.XPOS == ud.WDT || w.XPOS == ud.WP || w.XPOS.IsPronoun() || w.UPOS == ud.PRON:
		return Pronoun
	case w.XPOS.IsProperNoun() || w.Name.Kind != 0:
		return Name
	}
	return Nominal
}

// Limits of the forms of speech: shares of the content's letters and digits that are in quotation marks. Chosen by hand.
const (
	mostlyQuoted = 0.95
	hardlyQuoted = 0.05
)

// form classifies speech as direct, indirect or mixed by how much of the content is quoted.
func (r *Rules) form(f frame) Form {
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

// kind returns the kind that the lexicon gives for the cue. Direct quotations count as speech, whatever the cue.
func (r *Rules) kind(f frame) AttributionKind {
	switch {
	case f.entry.kind == "" || r.isDemanding(f) || r.form(f) == Direct || naming[r.Words[f.head].Lemma]:
		return Speech
	case r.expressesHope(f):
		return Belief
	}
	return f.entry.kind
}

// naming are verbs of judging that state which word was used.
var naming = lists.Set("naming")
