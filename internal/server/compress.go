package server

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"
)

// packers are gzip writers for one answer after the other: each takes most of a megabyte.
type packers struct{ sync.Pool }

func (p *packers) take(w io.Writer) *gzip.Writer {
	if packed, ok := p.Get().(*gzip.Writer); ok {
		packed.Reset(w)
		return packed
	}
	return gzip.NewWriter(w)
}

// compress packs answers of text for clients that take gzip.
func (p *packers) compress(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		header := c.Response().Header()
		header.Add("Vary", "Accept, Accept-Encoding")
		if !takesGzip(c.Request().Header.Get("Accept-Encoding")) {
			return next(c)
		}
		plain := c.Response().Writer
		w := &compressor{ResponseWriter: plain, packers: p}
		c.Response().Writer = w
		defer func() {
			w.close()
			c.Response().Writer = plain
		}()
		return next(c)
	}
}

func takesGzip(accepted string) bool {
	return slices.ContainsFunc(strings.Split(accepted, ","), func(coding string) bool {
		name, weight, _ := strings.Cut(strings.TrimSpace(coding), ";")
		return strings.EqualFold(strings.TrimSpace(name), "gzip") && strings.ReplaceAll(weight, " ", "") != "q=0"
	})
}

// worthPacking is the size of an answer, in bytes, from which on packing it spares time: below, it goes in one packet.
const worthPacking = 1400

// compressor packs a response whose header and size say that this pays.
type compressor struct {
	http.ResponseWriter
	packers *packers
	status  int          // that waits for the decision; 0 for none
	held    bytes.Buffer // so does this
	packed  *gzip.Writer // nil where the answer goes as it is
}

// WriteHeader is http.ResponseWriter's.
func (w *compressor) WriteHeader(status int) {
	h := w.Header()
	bodiless := status < http.StatusOK || status == http.StatusNoContent || status == http.StatusNotModified
	if bodiless || h.Get("Content-Encoding") != "" || !compressible(h.Get("Content-Type")) {
		w.ResponseWriter.WriteHeader(status)
		return
	}
	w.status = status
}

// begin packs what is held and what will come.
func (w *compressor) begin() error {
	h := w.Header()
	h.Set("Content-Encoding", "gzip")
	h.Del("Content-Length")
	w.ResponseWriter.WriteHeader(w.status)
	w.status, w.packed = 0, w.packers.take(w.ResponseWriter)
	_, err := w.held.WriteTo(w.packed)
	return err
}

func compressible(mediaType string) bool {
	return strings.HasPrefix(mediaType, "text/") || slices.ContainsFunc([]string{"json", "xml", "n-quads", "trig"},
		func(text string) bool { return strings.Contains(mediaType, text) })
}

// Write is http.ResponseWriter's.
func (w *compressor) Write(b []byte) (int, error) {
	if w.status != 0 {
		if w.held.Len()+len(b) < worthPacking {
			return w.held.Write(b)
		}
		if err := w.begin(); err != nil {
			return 0, err
		}
	}
	if w.packed != nil {
		return w.packed.Write(b)
	}
	return w.ResponseWriter.Write(b)
}

// Flush sends what was written so far. An answer that is sent in parts is packed, since nobody knows its size.
func (w *compressor) Flush() {
	if w.status != 0 {
		_ = w.begin() // the next Write has the error too
	}
	if w.packed != nil {
		_ = w.packed.Flush()
	}
	_ = http.NewResponseController(w.ResponseWriter).Flush()
}

// Unwrap is for http.ResponseController.
func (w *compressor) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// close ends the answer. It fails only where the client is gone.
func (w *compressor) close() {
	if w.status != 0 {
		w.ResponseWriter.WriteHeader(w.status)
		_, _ = w.held.WriteTo(w.ResponseWriter)
	}
	if w.packed != nil {
		_ = w.packed.Close()
		w.packed.Reset(nil)
		w.packers.Put(w.packed)
	}
}
