package classes

import "graphd/internal/ingest/text"

// Classes holds the classes of one attribution.
type Classes struct {
	SourceHead text.Span // head word of the source; zero if none is stated
	SourceForm SourceForm
	OnBehalf   text.Span // "the Prime Minister" in "the Prime Minister's official spokesman"; zero if none
	CueLemma   string    // lemma of the cue's head word; empty for a cue without words
	CueClass   string    // class of the cue lexicon: say, write, tell, ask, claim, deny …
	Form       Form
	Act        Act
	Kind       AttributionKind
	Polarity   Polarity
	Certainty  Certainty
	Tense      Tense
	Addressee  text.Span // "reporters" in "told reporters"; zero if none
	Occasion   text.Span // "At a press conference"; zero if none
	When       When      // zero if the text does not state when it was said
	PutForward bool      // whether the source puts the content forward as its own words or view
	Statement  bool      // whether the content is a quotation or a finite clause, and no embedded question
}

// The closed classes. Their values are the names used in the graph and in the interfaces.
type (
	// Form classifies speech by the share of the content that is in quotation marks.
	Form string
	// Act is a speech act.
	Act string
	// AttributionKind classifies whether something is said, believed, intended or judged.
	AttributionKind string
	// Polarity distinguishes reports that the source said something from reports that it did not.
	Polarity string
	// Certainty is the degree to which the document vouches for its report.
	Certainty string
	// Tense distinguishes speech still to come.
	Tense string
	// SourceForm classifies how the document refers to the source.
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
	Doubt     Act = "doubt"
	Retract   Act = "retract"
)

// Kinds of attribution.
const (
	Speech    AttributionKind = "speech"
	Belief    AttributionKind = "belief"
	Intention AttributionKind = "intention"
	Judgement AttributionKind = "judgement"
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
