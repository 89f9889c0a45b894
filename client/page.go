package client

import (
	"iter"

	"graphd/api"
)

// All returns an iterator over the items of a list. It calls page for the first page with the cursor "", and for each other
// page with the cursor of the previous page. It yields an error of page, and stops.
func All[T any](page func(cursor string) (api.Page[T], error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for cursor := ""; ; {
			p, err := page(cursor)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range p.Items {
				if !yield(item, nil) {
					return
				}
			}
			if cursor = p.Next; cursor == "" {
				return
			}
		}
	}
}
