package view

import (
	"encoding/base64"
	"encoding/json"
	"fmt"

	"graphd/api"
)

// Listing is a page of a list with the cursor of each item.
type Listing[T any] struct {
	api.Page[T]
	at func(i int) listCursor
}

// Cursor returns the cursor of item i; the list continues after it.
func (l Listing[T]) Cursor(i int) string { return l.at(i).encode() }

// newListing returns the first limit items as a page. The page is complete if there are no more items than that.
func newListing[T any](items []T, limit int, at func(i int) listCursor) Listing[T] {
	page := api.Page[T]{Items: items, Complete: true}
	if len(items) > limit {
		page = api.Page[T]{Items: items[:limit], Reason: "limit"}
	}
	if !page.Complete && limit > 0 { // a page without items has no cursor to continue from
		page.Next = at(limit - 1).encode()
	}
	return Listing[T]{Page: page, at: at}
}

// listCursor is the position of an item in the order of its list. Fields that the order does not use are empty.
type listCursor struct {
	List   string `json:"l"` // the list that the cursor belongs to
	Issued string `json:"i,omitempty"`
	Doc    string `json:"d,omitempty"`
	Start  int    `json:"s,omitempty"`
	Name   string `json:"n,omitempty"`
	ID     string `json:"a,omitempty"`
}

func (c listCursor) encode() string {
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // strings and numbers always marshal
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// decodeCursor decodes what encode returned for the same list. The empty string is the start of the list, for which
// isStart is true. Other strings are an ErrCursor.
func decodeCursor(s, list string) (listCursor, error) {
	if s == "" {
		return listCursor{}, nil
	}
	var c listCursor
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil || c.List != list {
		return listCursor{}, fmt.Errorf("cursor %q of the %s: %w: use the \"next\" of a page unchanged", s, list, ErrCursor)
	}
	return c, nil
}

func (c listCursor) isStart() bool { return c.List == "" }
