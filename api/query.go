package api

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
