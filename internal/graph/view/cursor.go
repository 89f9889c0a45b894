package view

import (
	"encoding/base64"
	"encoding/json"
	"fmt"

	"graphd/api"
)

// cursor is a place in a list's order: what was last given out. Unused parts are empty.
type cursor struct {
	List   string `json:"l"` // which list it belongs to
	Issued string `json:"i,omitempty"`
	Doc    string `json:"d,omitempty"`
	Start  int    `json:"s,omitempty"`
	Name   string `json:"n,omitempty"`
	ID     string `json:"a,omitempty"`
}

func (c cursor) encode() string {
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // strings and numbers always marshal
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// decodeCursor reads what encode wrote for the same list; "" is the list's beginning, a cursor with no List.
func decodeCursor(s, list string) (cursor, error) {
	if s == "" {
		return cursor{}, nil
	}
	var c cursor
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil || c.List != list {
		return cursor{}, fmt.Errorf("cursor %q of the %s: %w: take it from the answer's \"next\", unchanged", s, list, ErrCursor)
	}
	return c, nil
}

func (c cursor) isStart() bool { return c.List == "" }

// listing cuts items at limit. The list continues if there are more than limit of them.
func listing[T any](items []T, limit int, at func(i int) cursor) Listing[T] {
	page := api.Page[T]{Items: items, Complete: true}
	if len(items) > limit {
		page = api.Page[T]{Items: items[:limit], Reason: "limit"}
	}
	if !page.Complete && limit > 0 { // without an item there is no cursor to continue after
		page.Next = at(limit - 1).encode()
	}
	return Listing[T]{Page: page, at: at}
}
