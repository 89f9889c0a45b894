package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// Condition is the part of a request that asks for a reply only if it has changed. Embed it in the input of a handler.
type Condition struct {
	IfNoneMatch string `header:"If-None-Match" doc:"ETag of the answer that the client has"`
}

// Matches reports whether the client has the reply of this ETag.
func (c Condition) Matches(tag string) bool {
	for known := range strings.SplitSeq(c.IfNoneMatch, ",") {
		if known = strings.TrimSpace(known); known == tag || known == "*" {
			return true
		}
	}
	return false
}

// Tagged returns a reply that is v as JSON with its ETag, or 304 if the client has it.
func (r *Responder) Tagged(c Condition, v any) (*Reply, error) {
	return r.TaggedAs(c, "application/json", func(w io.Writer) error { return WriteJSON(w, v) })
}

// TaggedAs does what Tagged does, for output in another media type.
func (r *Responder) TaggedAs(c Condition, mediaType string, write func(io.Writer) error) (*Reply, error) {
	text, err := r.Encode(write)
	if err != nil {
		return nil, err
	}
	tag, body := r.Send(c, mediaType, text)
	return &Reply{ETag: tag, Body: body}, nil
}

// Send returns the ETag of text and the body of a reply that sends text, or 304 if the client has it. Send takes text back
// into the pool of buffers.
func (r *Responder) Send(c Condition, mediaType string, text *bytes.Buffer) (tag string, body func(huma.Context)) {
	sum := sha256.Sum256(text.Bytes())
	tag = `W/"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`
	if c.Matches(tag) {
		r.release(text)
		return tag, func(ctx huma.Context) { ctx.SetStatus(http.StatusNotModified) }
	}
	return tag, r.Stream(http.StatusOK, mediaType, func(w io.Writer) error {
		defer r.release(text)
		_, err := w.Write(text.Bytes())
		return err
	})
}
