package web

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
)

// ListRequest is the part of a request that every list takes. Embed it in the input of a handler; it is a huma.Resolver.
type ListRequest struct {
	Preference
	Condition
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"50" doc:"Maximum number of items"`
	Cursor string `query:"cursor" doc:"The \"next\" of the previous page"`
	url    url.URL
}

// Resolve keeps the URL of the request for the link to the next page.
func (r *ListRequest) Resolve(ctx huma.Context) []error {
	r.url = ctx.URL()
	return nil
}

// link returns the value of the Link header for a cursor, or "" without one.
func (r *ListRequest) link(next string) string {
	if next == "" {
		return ""
	}
	query := r.url.Query()
	query.Set("cursor", next)
	return fmt.Sprintf("<%s?%s>; rel=\"next\"", r.url.EscapedPath(), query.Encode())
}

// A Column is one column of a list as CSV or a table.
type Column[T any] struct {
	Name string
	Cell func(T) string
}

// List returns a reply with a page in the format that the client prefers; columns are those of CSV and tables.
func List[T any](responder *Responder, r *ListRequest, p api.Page[T], columns []Column[T]) (*Reply, error) {
	f, err := r.Choose()
	if err != nil {
		return nil, err
	}
	write := map[ListFormat]func(io.Writer) error{
		JSON:   func(w io.Writer) error { return WriteJSON(w, p) },
		NDJSON: func(w io.Writer) error { return writeLines(w, p) },
		CSV:    func(w io.Writer) error { return writeCSV(w, p.Items, columns) },
		Table:  func(w io.Writer) error { return writeTable(w, p, columns) },
	}[f]
	reply, err := responder.TaggedAs(r.Condition, f.MediaType(), write)
	if err != nil {
		return nil, err
	}
	reply.Link, reply.Complete, reply.Reason = r.link(p.Next), CompleteHeader(p.Complete), p.Reason
	return reply, nil
}

// CompleteHeader returns the value of the header Graphd-Complete, for formats that cannot express it, such as CSV.
func CompleteHeader(complete bool) string { return strconv.FormatBool(complete) }

func writeLines[T any](w io.Writer, p api.Page[T]) error {
	for _, item := range p.Items {
		if err := WriteJSON(w, item); err != nil {
			return err
		}
	}
	return WriteJSON(w, api.StreamEnd{Complete: p.Complete, Reason: p.Reason, Next: p.Next, Count: len(p.Items)})
}

func writeCSV[T any](w io.Writer, items []T, columns []Column[T]) error {
	c := csv.NewWriter(w)
	if err := c.Write(columnNames(columns)); err != nil {
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

func writeTable[T any](w io.Writer, p api.Page[T], columns []Column[T]) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, strings.Join(columnNames(columns), "\t")) // Flush returns the error
	for _, item := range p.Items {
		row := cells(item, columns)
		for i, cell := range row {
			row[i] = OneLine(cell)
		}
		fmt.Fprintln(t, strings.Join(row, "\t"))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	return WriteTableEnd(w, len(p.Items), p.Complete, p.Reason, p.Next)
}

// WriteTableEnd writes the line below a table that gives its number of rows and whether it is complete.
func WriteTableEnd(w io.Writer, rows int, complete bool, reason, next string) error {
	end := "complete"
	if !complete {
		end = "incomplete: " + reason
		if reason == "limit" {
			end += " reached"
		}
	}
	if next != "" {
		end += "; continue with cursor=" + next
	}
	noun := "rows"
	if rows == 1 {
		noun = "row"
	}
	_, err := fmt.Fprintf(w, "(%d %s; %s)\n", rows, noun, end)
	return err
}

func columnNames[T any](columns []Column[T]) []string {
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = c.Name
	}
	return row
}

func cells[T any](item T, columns []Column[T]) []string {
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = c.Cell(item)
	}
	return row
}

// OneLine returns text with each run of white space replaced by one space.
func OneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
