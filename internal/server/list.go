package server

import (
	"encoding/csv"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/danielgtaylor/huma/v2"

	"graphd/api"
	"graphd/internal/graph/query"
)

// ListRequest is what every list takes.
type ListRequest struct {
	Preference
	Condition
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"50" doc:"Most items of a page"`
	Cursor string `query:"cursor" doc:"The \"next\" of the page before"`
	url    url.URL
}

// Resolve keeps the request's address for the link to the next page. It is a huma.Resolver.
func (r *ListRequest) Resolve(ctx huma.Context) []error {
	r.url = ctx.URL()
	return nil
}

func (r *ListRequest) link(next string) string {
	if next == "" {
		return ""
	}
	query := r.url.Query()
	query.Set("cursor", next)
	return fmt.Sprintf("<%s?%s>; rel=\"next\"", r.url.EscapedPath(), query.Encode())
}

// column is one column of a list as a table.
type column[T any] struct {
	name string
	cell func(T) string
}

// list answers a page in the form that the client asked for.
func list[T any](s *Server, r *ListRequest, p api.Page[T], columns []column[T]) (*reply, error) {
	f, err := r.choose()
	if err != nil {
		return nil, err
	}
	write := map[format]func(io.Writer) error{
		formatJSON:   func(w io.Writer) error { return writeJSON(w, p) },
		formatNDJSON: func(w io.Writer) error { return writeLines(w, p) },
		formatCSV:    func(w io.Writer) error { return writeCSV(w, p.Items, columns) },
		formatTable:  func(w io.Writer) error { return writeTable(w, p, columns) },
	}[f]
	answer, err := s.taggedForm(r.Condition, f.mediaType(), write)
	if err != nil {
		return nil, err
	}
	answer.Link, answer.Complete, answer.Reason = r.link(p.Next), completeHeader(p.Complete), p.Reason
	return answer, nil
}

// completeHeader is for forms that have no place to say it, such as CSV.
func completeHeader(complete bool) string { return strconv.FormatBool(complete) }

func writeLines[T any](w io.Writer, p api.Page[T]) error {
	for _, item := range p.Items {
		if err := writeJSON(w, item); err != nil {
			return err
		}
	}
	return writeJSON(w, api.StreamEnd{Complete: p.Complete, Reason: p.Reason, Next: p.Next, Count: len(p.Items)})
}

func writeCSV[T any](w io.Writer, items []T, columns []column[T]) error {
	c := csv.NewWriter(w)
	if err := c.Write(names(columns)); err != nil {
		return err
	}
	for _, item := range items {
		if err := c.Write(cells(item, columns)); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func writeTable[T any](w io.Writer, p api.Page[T], columns []column[T]) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, strings.Join(names(columns), "\t")) // the Flush has the error
	for _, item := range p.Items {
		fmt.Fprintln(t, strings.Join(flat(cells(item, columns)), "\t"))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	return writeTableEnd(w, len(p.Items), query.Completeness{Complete: p.Complete, Reason: p.Reason}, p.Next)
}

// writeTableEnd writes under a table how many rows it has, and whether they are all.
func writeTableEnd(w io.Writer, n int, whole query.Completeness, next string) error {
	end := "complete"
	if !whole.Complete {
		end = "not complete: " + whole.Reason
	}
	if next != "" {
		end += ", go on with cursor=" + next
	}
	_, err := fmt.Fprintf(w, "(%d, %s)\n", n, end)
	return err
}

func names[T any](columns []column[T]) []string {
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = c.name
	}
	return row
}

func cells[T any](item T, columns []column[T]) []string {
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = c.cell(item)
	}
	return row
}

// flat keeps each cell on one line.
func flat(row []string) []string {
	for i, cell := range row {
		row[i] = oneLine(cell)
	}
	return row
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
