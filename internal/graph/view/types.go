package view

// Span is a range of code points [start, end) in a document's normalised text.
type Span [2]int

// Page is one part of a list. Complete says that nothing follows; where something does, Next is the cursor to it.
type Page[T any] struct {
	Items    []T    `json:"items"`
	Complete bool   `json:"complete" doc:"Whether this is the end of the list"`
	Reason   string `json:"reason,omitempty" doc:"Why the list is not complete" example:"limit"`
	Next     string `json:"next,omitempty" doc:"Cursor of the rest of the list"`
	at       func(i int) cursor
}

// DocumentRef names a document.
type DocumentRef struct {
	ID        string `json:"id" example:"doc:1f0c…"`
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Issued    string `json:"issued,omitempty" doc:"Date of issue as the document states it" example:"2020-07-21"`
	URL       string `json:"url,omitempty"`
}

// Document is a document's metadata and what it holds.
type Document struct {
	DocumentRef
	Identifier   string      `json:"identifier,omitempty" doc:"What stays the same from one version of the document to the next"`
	Authors      []string    `json:"authors,omitempty"`
	Subjects     []EntityRef `json:"subjects,omitempty" doc:"What the document says in its keywords that it is about: topics and entities"`
	Language     string      `json:"language,omitempty"`
	MediaType    string      `json:"mediaType,omitempty"`
	TextHash     string      `json:"textHash,omitempty" doc:"SHA-256 of the normalised text"`
	Recorded     string      `json:"recorded,omitempty" doc:"When the graph learned of this version"`
	RevisionOf   string      `json:"revisionOf,omitempty" doc:"The version that this one replaced"`
	Attributions int         `json:"attributionCount" doc:"How many attributions the document holds"`
	Entities     int         `json:"entityCount" doc:"How many entities the document mentions"`
}

// FullDocument is a document with its normalised text and all its attributions in text order.
type FullDocument struct {
	Document
	Text  string        `json:"text" doc:"Normalised text: every offset counts its code points"`
	Found []Attribution `json:"attributions"`
}

// EntityRef names an entity.
type EntityRef struct {
	ID   string `json:"id" example:"actor:jane-doe"`
	Name string `json:"name"`
	Kind string `json:"kind" doc:"person, body, office, group, document or unnamed; topic for a subject matter"`
}

// Attribution is one report, in one document, that a source said, believes, intends or judges something.
type Attribution struct {
	ID         string      `json:"id" example:"attr:8d1a…"`
	Document   DocumentRef `json:"document"`
	Source     []Span      `json:"source"`
	Cue        []Span      `json:"cue"`
	Content    []Span      `json:"content"`
	Words      Words       `json:"words"`
	Text       string      `json:"text" doc:"The content for reading: without its quotation marks, its parts joined by an ellipsis"`
	Form       string      `json:"form"`
	Act        string      `json:"act"`
	Kind       string      `json:"kind,omitempty"`
	Polarity   string      `json:"polarity"`
	Certainty  string      `json:"certainty"`
	Tense      string      `json:"tense,omitempty"`
	Confidence float64     `json:"confidence" doc:"Probability that the whole attribution is right" minimum:"0" maximum:"1"`
	Slots      Confidences `json:"slotConfidence"`
	SourceForm string      `json:"sourceForm,omitempty" doc:"name, nominal, pronoun, or none where the sentence names nobody"`
	CueLemma   string      `json:"cueLemma,omitempty"`
	Entity     *EntityRef  `json:"entity,omitempty" doc:"Who the source is; absent where that is not known"`
	OnBehalfOf *EntityRef  `json:"onBehalfOf,omitempty"`
	Addressee  string      `json:"addressee,omitempty"`
	Occasion   string      `json:"occasion,omitempty"`
	SaidOn     string      `json:"saidOn,omitempty" doc:"When it was said: a year, a month, a day, or the Monday of a week" example:"2020-07-21"`
	Precision  string      `json:"saidPrecision,omitempty" enum:"year,month,week,day" doc:"How much of saidOn is known"`
	About      []EntityRef `json:"about,omitempty"`
	Continues  string      `json:"continues,omitempty" doc:"The attribution whose speech this one carries on"`
	Relations  []Relation  `json:"relations,omitempty" doc:"How it stands to other attributions of the document, as far as the text tells"`
	Passages   Passages    `json:"-"`
}

// Relation is how an attribution stands to another.
type Relation struct {
	Type string `json:"type" enum:"repliesTo,repeats,disagreesWith,agreesWith"`
	To   string `json:"to" doc:"id of the other attribution"`
}

// Passages are the ids of the passages of an attribution, each list parallel to its spans.
type Passages struct{ Source, Cue, Content []string }

// Passage is a range of a document's text with its words and what stands around them.
type Passage struct {
	ID       string
	Document string // its id
	Span     Span
	Exact    string
	Prefix   string
	Suffix   string
}

// Words are the exact words under an attribution's spans, each list parallel to its spans.
type Words struct {
	Source   []string `json:"source"`
	Cue      []string `json:"cue"`
	Content  []string `json:"content"`
	Sentence string   `json:"sentence,omitempty" doc:"The sentence or sentences that hold the whole attribution"`
}

// Confidences are the probabilities, 0 to 1, that each part is right.
type Confidences struct {
	Source  float64 `json:"source"`
	Cue     float64 `json:"cue"`
	Content float64 `json:"content"`
}

// Entity is a person, body, office or other that documents mention.
type Entity struct {
	EntityRef
	Names        []string `json:"names" doc:"Its other names"`
	Attributions int      `json:"attributionCount" doc:"How many attributions have it as their source"`
}

// FullEntity is an entity with its relations, its counts, and the documents that mention it.
type FullEntity struct {
	Entity
	Roles       []Role            `json:"roles" doc:"Offices that it holds"`
	Holders     []EntityRef       `json:"holders" doc:"Who holds it, where it is an office"`
	SpeaksFor   []EntityRef       `json:"speaksFor"`
	SpokenForBy []EntityRef       `json:"spokenForBy"`
	MemberOf    []EntityRef       `json:"memberOf"`
	SameAs      []string          `json:"sameAs" doc:"Its addresses elsewhere"`
	Counts      Counts            `json:"counts"`
	Documents   Page[DocumentRef] `json:"documents" doc:"Documents that mention it, newest first"`
}

// Role is an office and the body that it belongs to.
type Role struct {
	EntityRef
	Body *EntityRef `json:"body,omitempty"`
}

// Counts say how often an entity occurs.
type Counts struct {
	Made       int `json:"made" doc:"Attributions with it as their source"`
	OnBehalfOf int `json:"onBehalfOf" doc:"Attributions made on its behalf"`
	About      int `json:"about" doc:"Attributions whose content mentions it"`
	Documents  int `json:"documents" doc:"Documents that mention it"`
}
