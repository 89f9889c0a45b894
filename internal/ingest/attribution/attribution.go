package attribution

import (
	"graphd/internal/ingest/attribution/calibration"
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/attribution/spans"
	"graphd/internal/ingest/text"
)

// Attribution is one report, in one document, that a source said, believes, intends or judges something.
type Attribution struct {
	Source    Source
	Cue       Cue
	Content   Content
	Form      classes.Form
	Act       classes.Act
	Kind      classes.AttributionKind
	Polarity  classes.Polarity
	Certainty classes.Certainty
	Tense     classes.Tense
	Addressee text.Span    // "reporters" in "told reporters"; zero if none
	Occasion  text.Span    // "At a press conference"; zero if none
	When      classes.When // zero if the text does not state when it was said
	Continues int          // index of the attribution whose speech this one continues; -1 if none
	// SecondHand is the index of the attribution whose content contains this one: of "Reuters reported that Hall said …" that of
	// Reuters; -1 if none.
	SecondHand int

	PutForward bool // whether the source puts the content forward as its own words or view
	Statement  bool // whether the content is a quotation or a finite clause, and no embedded question

	Confidence
	// Uncorrected is the confidence of the models alone. What was right in judged texts among attributions with such Traits
	// corrected it to Confidence. An attribution that continues another one has those of that one.
	Uncorrected Confidence
	Traits      calibration.Traits

	Reasons []Reason // the strongest reasons, only from [Extractor.Explain]
}

// Reason is evidence for an attribution, or against it where its weight is negative: the name of a feature, its value (a
// number, a share, or 1 and 0 for yes and no) and what it added to the log odds.
type Reason = spans.Evidence

// Source is the person or thing that the document names as the origin of the content. Where the document names nobody it
// has no spans and its form is [classes.Unstated].
type Source struct {
	Spans    []text.Span
	Head     text.Span // the head word
	Form     classes.SourceForm
	Speaker  text.Span // whom "I" or initials refer to, elsewhere in the text: the author in the by-line, the speaker of a turn; zero for other sources
	OnBehalf text.Span // "the Prime Minister" in "the Prime Minister's official spokesman"; zero if none
}

// Phrase returns the span that names the source: that of the speaker whom "I" or initials refer to, or else the one that contains its head, or
// else the first. It returns the zero Span where no source is stated.
func (s Source) Phrase() text.Span {
	if !s.Speaker.IsZero() {
		return s.Speaker
	}
	for _, span := range s.Spans {
		if span.Contains(s.Head) {
			return span
		}
	}
	if len(s.Spans) == 0 {
		return text.Span{}
	}
	return s.Spans[0]
}

// Cue is the word or words that link the content to its source. It has no spans where punctuation alone links them.
type Cue struct {
	Spans []text.Span
	Lemma string
	Class string // class of the cue lexicon: say, write, tell, ask, claim, deny …
}

// Content is what was said: one or more spans in text order. A quotation split by its cue is one content.
type Content struct{ Spans []text.Span }

// Confidence estimates, for each slot, the probability that it is right, from 0 to 1. That of the source is conditional on
// the cue, that of the content on both.
type Confidence struct{ OfSource, OfCue, OfContent float64 }

// Overall returns the probability that the whole attribution is right.
func (c Confidence) Overall() float64 { return c.OfSource * c.OfCue * c.OfContent }
