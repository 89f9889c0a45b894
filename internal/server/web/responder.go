package web

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"graphd/api"
)

// A Responder makes the replies of handlers. It is safe for concurrent use once its fields are set.
type Responder struct {
	Log        *slog.Logger
	Rules      []ProblemRule // from errors to problems; the first that matches applies
	RetryAfter time.Duration // of problems that pass by themselves; whole seconds

	// ErrorFormat returns an error in another form for paths whose clients expect one, and nil for all other paths.
	// p is its problem document; err may be nil.
	ErrorFormat func(path string, p *api.Problem, err error) huma.StatusError

	buffers sync.Pool // of *bytes.Buffer
}

// A Reply is a reply whose media type or status the handler chooses.
type Reply struct {
	ETag       string `header:"ETag"`
	Link       string `header:"Link" doc:"The next page of a list, with rel=\"next\""`
	Location   string `header:"Location" hidden:"true"`
	Complete   string `header:"Graphd-Complete" hidden:"true"`
	Reason     string `header:"Graphd-Reason" hidden:"true"`
	Next       string `header:"Graphd-Next" hidden:"true"`
	RetryAfter string `header:"Retry-After" hidden:"true"`
	Body       func(huma.Context)
}

// Stream returns the body of a reply that write writes. If write fails before its first byte, the client gets an error
// reply; if it fails later, the connection is closed so that no client takes a part for the whole.
func (r *Responder) Stream(status int, mediaType string, write func(io.Writer) error) func(huma.Context) {
	return func(ctx huma.Context) {
		w := &lateWriter{ctx: ctx, status: status, mediaType: mediaType}
		err := write(w)
		switch {
		case err == nil:
			w.begin()
		case !w.begun:
			r.Error(err, humaecho.Unwrap(ctx))
		default:
			r.Log.WarnContext(ctx.Context(), "reply aborted", "request", RequestID(ctx.Context()), "error", err)
			panic(http.ErrAbortHandler)
		}
	}
}

// lateWriter writes a reply whose header is sent with the first byte.
type lateWriter struct {
	ctx       huma.Context
	status    int
	mediaType string
	begun     bool
}

// Write implements io.Writer.
func (w *lateWriter) Write(p []byte) (int, error) {
	w.begin()
	return w.ctx.BodyWriter().Write(p)
}

// Flush sends what has been written so far. It implements http.Flusher.
func (w *lateWriter) Flush() {
	w.begin()
	if down, ok := w.ctx.BodyWriter().(http.Flusher); ok {
		down.Flush()
	}
}

// begin sends the header, once.
func (w *lateWriter) begin() {
	if w.begun {
		return
	}
	w.begun = true
	w.ctx.SetHeader("Content-Type", w.mediaType)
	w.ctx.SetStatus(w.status)
}

// JSON returns the body of a reply that is v as JSON.
func (r *Responder) JSON(status int, v any) func(huma.Context) {
	return r.Stream(status, "application/json", func(w io.Writer) error { return WriteJSON(w, v) })
}

// WriteJSON writes v as one line of JSON, without escaping characters for HTML.
func WriteJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// Page returns a reply that is a fixed HTML page with a Content-Security-Policy.
func (r *Responder) Page(html []byte, policy string) *Reply {
	write := r.Stream(http.StatusOK, "text/html; charset=utf-8", func(w io.Writer) error {
		_, err := w.Write(html)
		return err
	})
	return &Reply{Body: func(ctx huma.Context) {
		ctx.SetHeader("Content-Security-Policy", policy)
		write(ctx)
	}}
}

// maxPooledBuffer is the largest buffer, in bytes, that is kept for another reply.
const maxPooledBuffer = 4 << 20

// Encode returns what write writes, in a buffer of the pool. Pass it to Send, which takes it back.
func (r *Responder) Encode(write func(io.Writer) error) (*bytes.Buffer, error) {
	text, _ := r.buffers.Get().(*bytes.Buffer)
	if text == nil {
		text = new(bytes.Buffer)
	}
	text.Reset()
	return text, write(text)
}

func (r *Responder) release(text *bytes.Buffer) {
	if text.Cap() <= maxPooledBuffer {
		r.buffers.Put(text)
	}
}
