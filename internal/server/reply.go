package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/danielgtaylor/huma/v2"

	"graphd/internal/graph/view"
)

// reply is an answer whose media type or status the handler chooses.
type reply struct {
	ETag     string `header:"ETag"`
	Link     string `header:"Link" doc:"The next page of a list, with rel=\"next\""`
	Location string `header:"Location" hidden:"true"`
	Complete string `header:"Graphd-Complete" hidden:"true"`
	Body     func(huma.Context)
}

// stream is the body of a reply. A write that fails ends the connection, so that no client takes a part for the whole.
func (s *Server) stream(status int, mediaType string, write func(io.Writer) error) func(huma.Context) {
	return func(ctx huma.Context) {
		ctx.SetHeader("Content-Type", mediaType)
		ctx.SetStatus(status)
		if err := write(ctx.BodyWriter()); err != nil {
			s.log.WarnContext(ctx.Context(), "answer broken off", "request", requestID(ctx.Context()), "error", err)
			panic(http.ErrAbortHandler)
		}
	}
}

func (s *Server) json(status int, v any) func(huma.Context) {
	return s.stream(status, "application/json", func(w io.Writer) error { return writeJSON(w, v) })
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// Condition is the part of a request that asks for an answer only if it has changed.
type Condition struct {
	IfNoneMatch string `header:"If-None-Match" doc:"ETag of the answer that the client has"`
}

// tagged answers v with its ETag, or 304 where the client has just that.
func (s *Server) tagged(c Condition, v any) (*reply, error) {
	var body bytes.Buffer
	if err := writeJSON(&body, v); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(body.Bytes())
	tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`
	for known := range strings.SplitSeq(c.IfNoneMatch, ",") {
		if known = strings.TrimSpace(known); known == tag || known == "*" {
			return &reply{ETag: tag, Body: func(ctx huma.Context) { ctx.SetStatus(http.StatusNotModified) }}, nil
		}
	}
	write := func(w io.Writer) error {
		_, err := w.Write(body.Bytes())
		return err
	}
	return &reply{ETag: tag, Body: s.stream(http.StatusOK, "application/json", write)}, nil
}

// format is a form that a list can have.
type format string

const (
	formatJSON   format = "json"
	formatNDJSON format = "ndjson"
	formatCSV    format = "csv"
	formatTable  format = "table"
)

// formats in order of preference.
var formats = []struct {
	format
	mediaType string
}{
	{formatJSON, "application/json"},
	{formatNDJSON, "application/x-ndjson"},
	{formatCSV, "text/csv"},
	{formatTable, "text/plain"},
}

func (f format) mediaType() string {
	for _, known := range formats {
		if known.format == f {
			if strings.HasPrefix(known.mediaType, "text/") {
				return known.mediaType + "; charset=utf-8"
			}
			return known.mediaType
		}
	}
	return ""
}

// Preference is the part of a request that says which form its answer shall have.
type Preference struct {
	Format format `query:"format" enum:"json,ndjson,csv,table" doc:"Form of the answer; instead of Accept"`
	Accept string `header:"Accept" hidden:"true"`
}

func (p Preference) choose() (format, error) {
	if p.Format != "" {
		return p.Format, nil
	}
	best, bestWeight := format(""), 0.0
	for _, known := range formats {
		if w := weight(p.Accept, known.mediaType); w > bestWeight {
			best, bestWeight = known.format, w
		}
	}
	if best == "" {
		return "", fmt.Errorf("%q: %w", p.Accept, errAcceptable)
	}
	return best, nil
}

// weight is how much a client that sends accept wants mediaType: 0 to 1, by its most specific range.
func weight(accept, mediaType string) float64 {
	if strings.TrimSpace(accept) == "" {
		return 1
	}
	kind, _, _ := strings.Cut(mediaType, "/")
	best, specific := 0.0, -1
	for part := range strings.SplitSeq(accept, ",") {
		name, parameters, err := mime.ParseMediaType(strings.TrimSpace(part))
		if err != nil {
			continue
		}
		rank := map[string]int{"*/*": 0, kind + "/*": 1, mediaType: 2}
		r, fits := rank[name]
		if !fits || r <= specific {
			continue
		}
		specific, best = r, 1
		if q, ok := parameters["q"]; ok {
			if _, err := fmt.Sscan(q, &best); err != nil {
				best = 0
			}
		}
	}
	return best
}

// ListRequest is what every list takes.
type ListRequest struct {
	Preference
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
func list[T any](s *Server, r *ListRequest, p view.Page[T], columns []column[T]) (*reply, error) {
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
	return &reply{Link: r.link(p.Next), Complete: completeHeader(p.Complete), Body: s.stream(http.StatusOK, f.mediaType(), write)}, nil
}

// completeHeader is for forms that have no place to say it, such as CSV.
func completeHeader(complete bool) string { return strconv.FormatBool(complete) }

// completeness is the record that ends a stream.
type completeness struct {
	Complete bool   `json:"complete"`
	Reason   string `json:"reason,omitempty"`
	Next     string `json:"next,omitempty"`
	Count    int    `json:"count"`
}

func writeLines[T any](w io.Writer, p view.Page[T]) error {
	for _, item := range p.Items {
		if err := writeJSON(w, item); err != nil {
			return err
		}
	}
	return writeJSON(w, completeness{p.Complete, p.Reason, p.Next, len(p.Items)})
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

func writeTable[T any](w io.Writer, p view.Page[T], columns []column[T]) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, strings.Join(names(columns), "\t")) // the Flush has the error
	for _, item := range p.Items {
		fmt.Fprintln(t, strings.Join(flat(cells(item, columns)), "\t"))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	end := "complete"
	if !p.Complete {
		end = "not complete: " + p.Reason
	}
	if p.Next != "" {
		end += ", go on with cursor=" + p.Next
	}
	_, err := fmt.Fprintf(w, "(%d, %s)\n", len(p.Items), end)
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
		row[i] = strings.Join(strings.Fields(cell), " ")
	}
	return row
}
