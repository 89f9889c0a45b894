package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
)

// reply is an answer whose media type or status the handler chooses.
type reply struct {
	ETag       string `header:"ETag"`
	Link       string `header:"Link" doc:"The next page of a list, with rel=\"next\""`
	Location   string `header:"Location" hidden:"true"`
	Complete   string `header:"Graphd-Complete" hidden:"true"`
	Reason     string `header:"Graphd-Reason" hidden:"true"`
	Next       string `header:"Graphd-Next" hidden:"true"`
	RetryAfter string `header:"Retry-After" hidden:"true"`
	Body       func(huma.Context)
}

// stream is the body of a reply. What fails before its first byte is answered as any error; later a failure ends the
// connection, so that no client takes a part for the whole.
func (s *Server) stream(status int, mediaType string, write func(io.Writer) error) func(huma.Context) {
	return func(ctx huma.Context) {
		w := &lateWriter{ctx: ctx, status: status, mediaType: mediaType}
		err := write(w)
		switch {
		case err == nil:
			w.begin()
		case !w.begun:
			s.answerError(err, humaecho.Unwrap(ctx))
		default:
			s.log.WarnContext(ctx.Context(), "answer broken off", "request", requestID(ctx.Context()), "error", err)
			panic(http.ErrAbortHandler)
		}
	}
}

// lateWriter writes an answer whose header goes out with its first byte.
type lateWriter struct {
	ctx       huma.Context
	status    int
	mediaType string
	begun     bool
}

// Write is io.Writer's.
func (w *lateWriter) Write(p []byte) (int, error) {
	w.begin()
	return w.ctx.BodyWriter().Write(p)
}

// Flush sends what was written so far. It is http.Flusher's.
func (w *lateWriter) Flush() {
	w.begin()
	if down, ok := w.ctx.BodyWriter().(http.Flusher); ok {
		down.Flush()
	}
}

func (w *lateWriter) begin() {
	if w.begun {
		return
	}
	w.begun = true
	w.ctx.SetHeader("Content-Type", w.mediaType)
	w.ctx.SetStatus(w.status)
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

// has reports whether the client has the answer of this tag.
func (c Condition) has(tag string) bool {
	for known := range strings.SplitSeq(c.IfNoneMatch, ",") {
		if known = strings.TrimSpace(known); known == tag || known == "*" {
			return true
		}
	}
	return false
}

// tagged answers v with its ETag, or 304 where the client has just that.
func (s *Server) tagged(c Condition, v any) (*reply, error) {
	return s.taggedForm(c, "application/json", func(w io.Writer) error { return writeJSON(w, v) })
}

// taggedForm is tagged for what write writes in another form.
func (s *Server) taggedForm(c Condition, mediaType string, write func(io.Writer) error) (*reply, error) {
	text, err := s.encode(write)
	if err != nil {
		return nil, err
	}
	tag, body := s.send(c, mediaType, text)
	return &reply{ETag: tag, Body: body}, nil
}

// encode is what write writes, in a buffer that send takes back.
func (s *Server) encode(write func(io.Writer) error) (*bytes.Buffer, error) {
	text, _ := s.buffers.Get().(*bytes.Buffer)
	if text == nil {
		text = new(bytes.Buffer)
	}
	text.Reset()
	return text, write(text)
}

// largestKept is how large a buffer is at most that waits for another answer.
const largestKept = 4 << 20

// send is the body that sends a text, or says that the client has it, and the ETag of the text.
func (s *Server) send(c Condition, mediaType string, text *bytes.Buffer) (tag string, body func(huma.Context)) {
	sum := sha256.Sum256(text.Bytes())
	tag = `W/"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`
	if c.has(tag) {
		s.keep(text)
		return tag, func(ctx huma.Context) { ctx.SetStatus(http.StatusNotModified) }
	}
	return tag, s.stream(http.StatusOK, mediaType, func(w io.Writer) error {
		defer s.keep(text)
		_, err := w.Write(text.Bytes())
		return err
	})
}

func (s *Server) keep(text *bytes.Buffer) {
	if text.Cap() <= largestKept {
		s.buffers.Put(text)
	}
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
