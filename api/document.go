package api

// DocumentRef names a document version.
type DocumentRef struct {
	ID        string `json:"id" example:"doc:1f0c…"`
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Issued    string `json:"issued,omitempty" doc:"Date of issue as the document states it" example:"2020-07-21"`
	URL       string `json:"url,omitempty"`
}

// Publication is one appearance of a document's text: in a medium, at an address, in a file.
type Publication struct {
	ID         string   `json:"id" example:"publication:1f0c…-77ab…"`
	Title      string   `json:"title,omitempty"`
	Publisher  string   `json:"publisher,omitempty"`
	Authors    []string `json:"authors,omitempty"`
	Issued     string   `json:"issued,omitempty" doc:"Date of issue as the publication states it" example:"2020-07-21"`
	URL        string   `json:"url,omitempty"`
	Identifier string   `json:"identifier,omitempty" doc:"Identifies the document across its versions"`
	Language   string   `json:"language,omitempty" example:"en"`
	MediaType  string   `json:"mediaType,omitempty" example:"text/html"`
	Keywords   []string `json:"keywords,omitempty"`
	Recorded   string   `json:"recorded,omitempty" doc:"When the publication was added to the graph" example:"2021-03-09T10:00:00Z"`
}

// Document is the metadata of a document version and the number of things found in it. Its title, publisher, authors, date
// and address are those of its first publication: the one with the earliest date.
type Document struct {
	DocumentRef
	Publications []Publication `json:"publications" doc:"The places where the text was published, the first one first"`
	Identifier   string        `json:"identifier,omitempty" doc:"Identifies the document across its versions"`
	Authors      []string      `json:"authors,omitempty"`
	Subjects     []EntityRef   `json:"subjects,omitempty" doc:"Topics and entities that the document's keywords name"`
	Language     string        `json:"language,omitempty" example:"en"`
	MediaType    string        `json:"mediaType,omitempty" example:"text/html"`
	TextHash     string        `json:"textHash,omitempty" doc:"SHA-256 of the normalised text, in hexadecimal"`
	Recorded     string        `json:"recorded,omitempty" doc:"When this version was added to the graph" example:"2021-03-09T10:00:00Z"`
	RevisionOf   string        `json:"revisionOf,omitempty" doc:"Id of the version that this one replaced"`
	Attributions int           `json:"attributionCount" doc:"Number of attributions in the document"`
	Entities     int           `json:"entityCount" doc:"Number of entities that the document mentions"`
}

// FullDocument is a document with its normalised text and all its attributions in text order.
type FullDocument struct {
	Document
	Text  string        `json:"text" doc:"The normalised text, in which the normalised offsets count"`
	Found []Attribution `json:"attributions"`
}

// NewDocument is a document to be added as JSON. Either Text or HTML is set.
type NewDocument struct {
	ID        string `json:"id,omitempty" doc:"Identifies the document across its versions"`
	Text      string `json:"text,omitempty" doc:"Plain text; this or html"`
	HTML      string `json:"html,omitempty"`
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Author    any    `json:"author,omitempty" doc:"A name, or a list of names"`
	Keywords  any    `json:"keywords,omitempty" doc:"What the document is about: a list, or a text with commas between them"`
	Issued    string `json:"issued,omitempty" doc:"2020, 2020-07, 2020-07-21, or an RFC 3339 time" example:"2020-07-21"`
	Language  string `json:"language,omitempty" example:"en"`
	URL       string `json:"url,omitempty" format:"uri"`
	Kind      string `json:"kind,omitempty" enum:"article,report,statement"`
	MediaType string `json:"mediaType,omitempty" doc:"Media type of the original that the text was extracted from"`

	_ struct{} `additionalProperties:"true"`
}

// Extraction is what was found in one document: a line of `graphd extract --format jsonl`.
type Extraction struct {
	ID           string           `json:"id" doc:"The document's own id, or the name that it was read under"`
	Document     string           `json:"document" doc:"Id of the document version" example:"doc:1f0c…"`
	Title        string           `json:"title,omitempty"`
	Attributions []Attribution    `json:"attributions"`
	Entities     []EntityMentions `json:"entities"`
}

// The values of [Ingested.Status].
const (
	StatusAdded     = "added"     // the graph did not hold the document
	StatusReplaced  = "replaced"  // it replaced another version, or what was extracted from this version changed
	StatusUpdated   = "updated"   // the graph had the text: a publication was added to it, or its metadata changed
	StatusUnchanged = "unchanged" // the graph already held exactly this
	StatusExamined  = "examined"  // a dry run: nothing was stored
	StatusFailed    = "failed"    // the document could not be read or stored
)

// Ingested is the outcome of adding one document.
type Ingested struct {
	ID           string           `json:"id,omitempty" example:"doc:0c5a…"`
	Name         string           `json:"name" doc:"What the request calls the document"`
	Status       string           `json:"status" enum:"added,replaced,updated,unchanged,examined,failed" doc:"updated: the graph had the text, and a publication was added to it or changed"`
	Publication  string           `json:"publication,omitempty" doc:"Id of the publication that the document describes; absent where nothing was stored" example:"publication:0c5a…-77ab…"`
	Title        string           `json:"title,omitempty"`
	Attributions []Attribution    `json:"attributions" doc:"The attributions found, in text order"`
	Entities     []EntityMentions `json:"entities" doc:"The entities found; their mentions are empty if the graph had the text already"`
	Warnings     []string         `json:"warnings,omitempty" doc:"What was not read, such as fields with unknown names"`
	Superseded   []string         `json:"superseded,omitempty" doc:"Ids of the versions that this one replaced"`
	Quads        *QuadChange      `json:"quads,omitempty" doc:"How the graph changed; absent where nothing was stored"`
	Problem      *Problem         `json:"problem,omitempty" doc:"Why the document failed"`
}

// IngestedBatch is the outcome of adding several documents in one request. One that fails does not keep the others out.
type IngestedBatch struct {
	Documents []Ingested `json:"documents"`
	Added     int        `json:"added"`
	Replaced  int        `json:"replaced"`
	Updated   int        `json:"updated"`
	Unchanged int        `json:"unchanged"`
	Examined  int        `json:"examined"`
	Failed    int        `json:"failed"`
	Complete  bool       `json:"complete" doc:"Whether every document of the request was processed"`
	Reason    string     `json:"reason,omitempty" doc:"Why the batch is not complete"`
}

// Withdrawal is the outcome of deleting a document version or one of its publications.
type Withdrawal struct {
	Document    string     `json:"document" doc:"Id of the version" example:"doc:0c5a…"`
	Publication string     `json:"publication,omitempty" doc:"Id of the publication, if only that was withdrawn"`
	TextRemains bool       `json:"textRemains" doc:"Whether the text stays in the graph, with its other publications"`
	Quads       QuadChange `json:"quads"`
}

// QuadChange counts the quads that a request wrote.
type QuadChange struct {
	Added     int `json:"added"`
	Removed   int `json:"removed"`
	Unchanged int `json:"unchanged"`
}
