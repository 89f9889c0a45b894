package api

// SubgraphQuery selects a subgraph: in the query string of GET /api/v1/subgraph, or as the JSON body of POST. Fields that
// are left out have the defaults of their tags. Ids may be short or whole IRIs.
type SubgraphQuery struct {
	Root      []string `query:"root,explode" nullable:"false" json:"root" doc:"Ids of the nodes to start from; may be repeated" example:"actor:jane-doe"`
	Depth     int      `query:"depth" json:"depth,omitempty" minimum:"1" maximum:"10" default:"1" doc:"Most edges between a root and any other node"`
	Direction string   `query:"direction" json:"direction,omitempty" enum:"out,in,both" default:"both" doc:"Which edges to follow"`
	Predicate []string `query:"predicate,explode" nullable:"false" json:"predicate,omitempty" doc:"Follow only these edges; may be repeated" example:"g:made"`
	Kind      []string `query:"kind,explode" nullable:"false" json:"kind,omitempty" enum:"document,passage,attribution,actor,body,role,topic,run,graph,term,value,other" doc:"Include only nodes of these kinds, and the roots; may be repeated"`
	Document  []string `query:"document,explode" nullable:"false" json:"document,omitempty" doc:"Include only what these documents support; may be repeated"`
	From      string   `query:"from" json:"from,omitempty" doc:"Include only what documents issued on or after this date support: 2020, 2020-07, 2020-07-21, or an RFC 3339 time"`
	To        string   `query:"to" json:"to,omitempty" doc:"Include only what documents issued on or before this date support"`
	PerNode   int      `query:"per_node" json:"per_node,omitempty" minimum:"1" maximum:"10000" default:"100" doc:"Most new neighbours of one node; the most connected are kept"`
	Limit     int      `query:"limit" json:"limit,omitempty" minimum:"1" maximum:"100000" default:"2000" doc:"Most edges"`
	Values    bool     `query:"values" json:"values,omitempty" doc:"Make literals and vocabulary terms nodes; otherwise they are attributes"`
	Format    string   `query:"format" json:"format,omitempty" doc:"Format of the answer, instead of Accept: node-link, networkx, d3, cytoscape, graphology, graphml, gexf, dot, csv, json-ld, nquads or trig" example:"graphml"`
}
