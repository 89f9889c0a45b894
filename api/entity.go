package api

// EntityRef names an entity.
type EntityRef struct {
	ID   string `json:"id" example:"actor:jane-doe"`
	Name string `json:"name" example:"Jane Doe"`
	Kind string `json:"kind" doc:"person, body, office, group, document or unnamed; topic for a subject matter" example:"person"`
}

// Entity is a person, body, office, group or topic that documents mention.
type Entity struct {
	EntityRef
	Names        []string `json:"names" doc:"Its other names"`
	Attributions int      `json:"attributionCount" doc:"Number of attributions with it as their source"`
	Corrected    []string `json:"corrected,omitempty" doc:"Ids of the corrections by people that changed it"`
}

// FullEntity is an entity with its relations, its counts and the documents that mention it.
type FullEntity struct {
	Entity
	Roles       []OfficeRef       `json:"roles" doc:"Offices that it holds"`
	Holders     []EntityRef       `json:"holders" doc:"Who holds it, where it is an office"`
	SpeaksFor   []EntityRef       `json:"speaksFor"`
	SpokenForBy []EntityRef       `json:"spokenForBy"`
	MemberOf    []EntityRef       `json:"memberOf"`
	SameAs      []string          `json:"sameAs" doc:"IRIs of the same entity in other data sets"`
	Counts      EntityCounts      `json:"counts"`
	Documents   Page[DocumentRef] `json:"documents" doc:"Documents that mention it, newest first"`
}

// OfficeRef names an office and the body that it belongs to.
type OfficeRef struct {
	EntityRef
	Body *EntityRef `json:"body,omitempty"`
}

// EntityCounts counts how often an entity occurs.
type EntityCounts struct {
	Made       int `json:"made" doc:"Attributions with it as their source"`
	OnBehalfOf int `json:"onBehalfOf" doc:"Attributions made on its behalf"`
	About      int `json:"about" doc:"Attributions whose content mentions it"`
	Documents  int `json:"documents" doc:"Documents that mention it"`
}

// EntityMentions is an entity with the places that mention it in one document.
type EntityMentions struct {
	EntityRef
	Mentions []TextRange `json:"mentions" doc:"Code points of the text as given"`
}
