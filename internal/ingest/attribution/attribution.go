package attribution

import (
	"graphd/internal/ingest/attribution/spans"
	"graphd/internal/ingest/text"
)

// Attribution is one report, in one document, that a source said, believes, intends or judges something.
type Attribution struct {
	Source    Source
	Cue       Cue
	Content   Content
	Form      Form
	Act       Act
	Kind      Kind
	Polarity  Polarity
	Certainty Certainty
	Tense     Tense
	Addressee text.Span // "reporters" in "told reporters"; zero if none
	Occasion  text.Span // "At a press conference"; zero if none
	When      When      // what the text says of when it was said; zero if nothing
	Continues int       // index of the attribution whose speech this one carries on; -1 if none
	Confidence
	Reasons []Reason // the strongest, where they were asked for
}

// Reason is something that speaks for an attribution, or against it where its weight is negative: its name, what was seen
// (a number, a share, or 1 and 0 for yes and no), and what that added to the log odds.
type Reason = spans.Reason

// Source is who the document says it comes from. No spans and form Unstated where the document names nobody.
type Source struct {
	Spans    []text.Span
	Head     text.Span // the head word
	Form     SourceForm
	OnBehalf text.Span // "the Prime Minister" in "the Prime Minister's official spokesman"; zero if none
}

// Phrase is the span that names the source: the one with its head, else the first; zero where none is stated.
func (s Source) Phrase() text.Span {
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

// Cue is the word or words that tie the content to its source. No spans where punctuation alone does.
type Cue struct {
	Spans []text.Span
	Lemma string
	Class string // class of the cue lexicon: say, write, tell, ask, claim, deny …
}

// Content is what was said: one or more spans in text order. A quotation split by its cue is one content.
type Content struct{ Spans []text.Span }

// Confidence estimates, per slot, the probability that it is right: 0 to 1.
type Confidence struct{ OfSource, OfCue, OfContent float64 }

// Overall is the probability that the whole attribution is right.
func (c Confidence) Overall() float64 { return c.OfSource * c.OfCue * c.OfContent }

// The closed classes. Their values are the names used in the graph and in the interfaces.
type (
	// Form is how much of the content stands between quotation marks.
	Form string
	// Act is the speech act.
	Act string
	// Kind is whether something is said, believed, intended or judged.
	Kind string
	// Polarity is whether it is reported, or reported not to be so.
	Polarity string
	// Certainty is how sure the document is of its report.
	Certainty string
	// Tense is whether it is still to come.
	Tense string
	// SourceForm is how the document refers to the source.
	SourceForm string
)

// Forms of speech.
const (
	Direct   Form = "direct"
	Indirect Form = "indirect"
	Mixed    Form = "mixed"
)

// Speech acts.
const (
	Assert    Act = "assert"
	Deny      Act = "deny"
	Confirm   Act = "confirm"
	Recommend Act = "recommend"
	Demand    Act = "demand"
	Reject    Act = "reject"
	Accept    Act = "accept"
	Promise   Act = "promise"
	Warn      Act = "warn"
	Ask       Act = "ask"
	Accuse    Act = "accuse"
	Praise    Act = "praise"
	Estimate  Act = "estimate"
	Believe   Act = "believe"
	Decline   Act = "decline"
)

// Kinds of attribution.
const (
	Speech    Kind = "speech"
	Belief    Kind = "belief"
	Intention Kind = "intention"
	Judgement Kind = "judgement"
)

// Polarity, certainty and tense of the report.
const (
	Positive  Polarity  = "positive"
	Negative  Polarity  = "negative" // "did not say"
	Certain   Certainty = "certain"
	Probable  Certainty = "probable"
	Possible  Certainty = "possible"
	NonFuture Tense     = "non-future"
	Future    Tense     = "future" // "is expected to say"
)

// Forms of a source.
const (
	Name     SourceForm = "name"
	Nominal  SourceForm = "nominal"
	Pronoun  SourceForm = "pronoun"
	Unstated SourceForm = "none"
)
