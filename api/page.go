package api

import "encoding/json"

// Page is one part of a list.
type Page[T any] struct {
	Items    []T    `json:"items"`
	Complete bool   `json:"complete" doc:"Whether this is the end of the list"`
	Reason   string `json:"reason,omitempty" doc:"Why the list is not complete" example:"limit"`
	Next     string `json:"next,omitempty" doc:"Cursor of the next page; absent on the last one"`
}

// StreamEnd is the last line of an NDJSON stream: it says whether the lines before it are all. A stream without it was cut
// off.
type StreamEnd struct {
	Complete bool            `json:"complete" doc:"Whether all rows were sent"`
	Reason   string          `json:"reason,omitempty" doc:"Why they are not"`
	Next     string          `json:"next,omitempty" doc:"Cursor of the rows that follow"`
	Error    string          `json:"error,omitempty" doc:"What ended the query after its first rows"`
	Profile  json.RawMessage `json:"profile,omitempty" doc:"The plan with the rows and the time of each step, where it was asked for"`
	Count    int             `json:"count" doc:"Number of lines before this one"`
}
