package view

import "graphd/api"

// Listing is a page of a list with the cursor of each item.
type Listing[T any] struct {
	api.Page[T]
	at func(i int) cursor
}

// Cursor returns the cursor of item i; the list continues after it.
func (l Listing[T]) Cursor(i int) string { return l.at(i).encode() }

// PassageIDs holds the ids of the passages of an attribution, each list parallel to the ranges of that part.
type PassageIDs struct{ Source, Cue, Content []string }

// Passage is a range of a document's normalised text with its words and the text around them.
type Passage struct {
	ID       string
	Document string // its id
	Span     api.Range
	Exact    string
	Prefix   string
	Suffix   string
}
