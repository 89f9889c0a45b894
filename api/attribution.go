package api

// TextRange is a half-open range [start, end) of Unicode code points in a text.
type TextRange [2]int

// Attribution is one report, in one document, that a source said, believes, intends or judges something.
//
// It has the same fields wherever it occurs. Source, Cue and Content are nil, and absent from the JSON, where the
// attribution was read from the graph, which keeps only the normalised text.
type Attribution struct {
	ID      string      `json:"id" example:"attr:8d1a…"`
	Source  []TextRange `json:"source,omitzero" doc:"Who speaks: code points of the text as given; absent where the attribution comes from the graph"`
	Cue     []TextRange `json:"cue,omitzero" doc:"What ties the content to the source: code points of the text as given; absent where the attribution comes from the graph"`
	Content []TextRange `json:"content,omitzero" doc:"What is said: code points of the text as given; absent where the attribution comes from the graph"`

	Normalised Offsets          `json:"normalised" doc:"The same three parts as code points of the normalised text"`
	Words      AttributionWords `json:"words"`
	Text       string           `json:"text" doc:"The content for reading: without its quotation marks, its parts joined by an ellipsis"`

	Form       string         `json:"form" doc:"direct, indirect or mixed" example:"direct"`
	Act        string         `json:"act" doc:"What the source does" example:"assert"`
	Kind       string         `json:"kind,omitempty" doc:"Whether speech, a belief, an intention or a judgement is reported" example:"speech"`
	Polarity   string         `json:"polarity" doc:"positive, or negative where the document says that it was not said" example:"positive"`
	Certainty  string         `json:"certainty" doc:"How sure the source is of the content" example:"certain"`
	Tense      string         `json:"tense,omitempty" doc:"future where it is still to be said, else non-future" example:"non-future"`
	Confidence float64        `json:"confidence" doc:"Probability that the whole attribution is right" minimum:"0" maximum:"1"`
	Slots      SlotConfidence `json:"slotConfidence"`
	SourceForm string         `json:"sourceForm,omitempty" doc:"name, nominal, pronoun, or none where the sentence names nobody"`
	CueLemma   string         `json:"cueLemma,omitempty" doc:"Dictionary form of the cue" example:"say"`

	Entity     *EntityRef  `json:"entity,omitempty" doc:"Who the source is; absent where that is not known"`
	Members    []EntityRef `json:"sourceMembers,omitempty" doc:"Each of several who said it together, as in “Ana Ruiz and Tom Hale said”, by id; entity is their group"`
	OnBehalfOf *EntityRef  `json:"onBehalfOf,omitempty" doc:"Whom the source speaks for"`
	Addressee  string      `json:"addressee,omitempty" doc:"The words that name whom it was said to"`
	Occasion   string      `json:"occasion,omitempty" doc:"The words that name the occasion"`
	When       string      `json:"when,omitempty" doc:"The words that say when it was said; where the attribution comes from the graph, only together with saidOn"`
	SaidOn     string      `json:"saidOn,omitempty" doc:"When it was said: a year, a month, a day, or the Monday of a week" example:"2020-07-21"`
	Precision  string      `json:"saidPrecision,omitempty" enum:"year,month,week,day" doc:"How much of saidOn is known"`

	Continues string                `json:"continues,omitempty" doc:"Id of the attribution whose speech this one continues"`
	About     []EntityRef           `json:"about,omitempty" doc:"Entities that the content mentions"`
	Relations []AttributionRelation `json:"relations,omitempty" doc:"Relations to other attributions of the document that the text states"`
	Corrected []string              `json:"corrected,omitempty" doc:"Ids of the corrections by people that changed or confirmed it"`
	Document  DocumentRef           `json:"document"`
}

// Offsets locates the parts of an attribution in the normalised text, in code points. A part has one range for each
// stretch of words; a content that the cue interrupts has two.
type Offsets struct {
	Source  []TextRange `json:"source"`
	Cue     []TextRange `json:"cue"`
	Content []TextRange `json:"content"`
}

// AttributionWords holds the exact words of an attribution's parts; each list is parallel to the ranges of that part.
type AttributionWords struct {
	Source   []string `json:"source"`
	Cue      []string `json:"cue"`
	Content  []string `json:"content"`
	Sentence string   `json:"sentence,omitempty" doc:"The sentence or sentences that contain the whole attribution"`
}

// SlotConfidence holds the probability, from 0 to 1, that each part of an attribution is right.
type SlotConfidence struct {
	Source  float64 `json:"source"`
	Cue     float64 `json:"cue"`
	Content float64 `json:"content"`
}

// AttributionRelation relates an attribution to another one of the same document.
type AttributionRelation struct {
	Type string `json:"type" enum:"repliesTo,repeats,disagreesWith,agreesWith,relayedBy"`
	To   string `json:"to" doc:"Id of the other attribution"`
}
