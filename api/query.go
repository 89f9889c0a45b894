package api

import "encoding/json"

// SavedQuery is a query that the server keeps, with its parameters.
type SavedQuery struct {
	Name        string           `json:"name" example:"statements-of"`
	Title       string           `json:"title"`
	Description string           `json:"description"`
	Language    string           `json:"language" enum:"gizmo,graphql"`
	Params      []QueryParameter `json:"params"`
	Text        string           `json:"text" doc:"The query itself"`
	Schema      map[string]any   `json:"schema,omitempty" doc:"JSON Schema of its parameters"`
	Href        string           `json:"href,omitempty" doc:"Address that runs it: parameters in the query string, or POST them as the body"`
}

// QueryParameter is a declared parameter of a saved query.
type QueryParameter struct {
	Name        string   `json:"name"`
	Type        string   `json:"type" enum:"iri,string,int,float,date,bool"`
	List        bool     `json:"list,omitempty" doc:"Whether it takes any number of values"`
	Required    bool     `json:"required"`
	Default     []string `json:"default,omitempty" doc:"The value used where none is given; absent where that is no value"`
	Description string   `json:"description"`
}

// PageQuery selects a page of a list.
type PageQuery struct {
	Limit  int    `query:"limit" doc:"Maximum number of items; 0 for the server's default"`
	Cursor string `query:"cursor" doc:"The \"next\" of the previous page"`
}

// DocumentQuery filters the list of documents. Fields that are empty do not filter. One publication of a document has to match
// all fields that publications have.
type DocumentQuery struct {
	Mentions   string `query:"mentions" doc:"Id of an entity that the document mentions" example:"actor:jane-doe"`
	Q          string `query:"q" maxLength:"1000" doc:"Words in the title, in any case"`
	Publisher  string `query:"publisher" maxLength:"1000" doc:"Words in the name of the publisher, in any case"`
	Author     string `query:"author" maxLength:"1000" doc:"Words in the name of an author, in any case"`
	URL        string `query:"url" maxLength:"2000" doc:"The address, exactly"`
	Identifier string `query:"identifier" maxLength:"2000" doc:"The identifier, exactly"`
	From       string `query:"from" doc:"Issued on or after this date: 2020, 2020-07, 2020-07-21, or an RFC 3339 time" example:"2020-07-21"`
	To         string `query:"to" doc:"Issued on or before this date" example:"2020-07"`
}

// AttributionQuery filters the list of attributions. Fields that are empty do not filter.
type AttributionQuery struct {
	Actor    string `query:"actor" doc:"Id of the source" example:"actor:jane-doe"`
	OfBody   string `query:"body" doc:"Id of the source, or of whom the source speaks for" example:"body:un"`
	Topic    string `query:"topic" doc:"Id of an entity or topic that the content mentions"`
	Act      string `query:"act" enum:"assert,deny,confirm,recommend,demand,reject,accept,promise,warn,ask,accuse,praise,estimate,believe,decline,doubt,retract"`
	Form     string `query:"form" enum:"direct,indirect,mixed"`
	Document string `query:"document" doc:"Id of the document"`
	Q        string `query:"q" maxLength:"1000" doc:"Words in the content, in any case"`
	From     string `query:"from" doc:"Document issued on or after this date: 2020, 2020-07, 2020-07-21, or an RFC 3339 time" example:"2020-07-21"`
	To       string `query:"to" doc:"Document issued on or before this date" example:"2020-07"`
	LeastConfidence
}

// LeastConfidence bounds the confidence of attributions. Go clients send no zero: for all attributions, give any smaller bound
// than 0.3, below which none is stored.
type LeastConfidence struct {
	MinConfidence float64 `query:"min_confidence" minimum:"0" maximum:"1" default:"0.4" doc:"Least confidence of an attribution; 0 for all. Below 0.4, where attributions are often wrong, they have no short edges either" example:"0.8"`
}

// EntityQuery filters the list of entities. Fields that are empty do not filter.
type EntityQuery struct {
	Q        string `query:"q" maxLength:"1000" doc:"Words in one of its names, in any case"`
	Kind     string `query:"kind" enum:"person,body,office,group,document,unnamed,topic"`
	Document string `query:"document" doc:"Id of a document that mentions it"`
}

// CayleyResult is the JSON answer of Cayley's query paths. Result holds the rows; Data holds the answer of the GraphQL-style
// language instead.
type CayleyResult struct {
	Result   []json.RawMessage `json:"result,omitempty"`
	Data     json.RawMessage   `json:"data,omitempty"`
	Complete bool              `json:"complete"`
	Reason   string            `json:"reason,omitempty"`
	Next     string            `json:"next,omitempty"`
	Error    string            `json:"error,omitempty" doc:"What ended the query after its first rows"`
	Profile  json.RawMessage   `json:"profile,omitempty"`
	Explain  json.RawMessage   `json:"explain,omitempty"`
}
