package web

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

// Compress returns middleware that compresses textual replies for clients that accept gzip.
func Compress() echo.MiddlewareFunc { return new(gzipPool).compress }

// gzipPool holds gzip writers for reuse: each takes most of a megabyte.
type gzipPool struct{ sync.Pool }

func (p *gzipPool) take(w io.Writer) *gzip.Writer {
	if packed, ok := p.Get().(*gzip.Writer); ok {
		packed.Reset(w)
		return packed
	}
	return gzip.NewWriter(w)
}

func (p *gzipPool) compress(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		header := c.Response().Header()
		header.Add("Vary", "Accept, Accept-Encoding")
		if !acceptsGzip(c.Request().Header.Get("Accept-Encoding")) {
			return next(c)
		}
		plain := c.Response().Writer
		w := &gzipResponse{ResponseWriter: plain, pool: p}
		c.Response().Writer = w
		defer func() {
			w.close()
			c.Response().Writer = plain
		}()
		return next(c)
	}
}

func acceptsGzip(accepted string) bool {
	return slices.ContainsFunc(strings.Split(accepted, ","), func(coding string) bool {
		name, weight, _ := strings.Cut(strings.TrimSpace(coding), ";")
		return strings.EqualFold(strings.TrimSpace(name), "gzip") && strings.ReplaceAll(weight, " ", "") != "q=0"
	})
}

// minCompressed is the size in bytes from which a reply is compressed: a smaller one fits into one packet of Ethernet.
const minCompressed = 1400

// gzipResponse compresses a response if its header and size show that this is worthwhile. It holds the first bytes back
// until it has decided.
type gzipResponse struct {
	http.ResponseWriter
	pool   *gzipPool
	status int          // held back; 0 when it has been sent
	held   bytes.Buffer // held back with it
	packed *gzip.Writer // nil for a reply that is not compressed
}

// WriteHeader implements http.ResponseWriter.
func (w *gzipResponse) WriteHeader(status int) {
	h := w.Header()
	bodiless := status < http.StatusOK || status == http.StatusNoContent || status == http.StatusNotModified
	if bodiless || h.Get("Content-Encoding") != "" || !compressible(h.Get("Content-Type")) {
		w.ResponseWriter.WriteHeader(status)
		return
	}
	w.status = status
}

// begin starts to compress: what is held back, and all that follows.
func (w *gzipResponse) begin() error {
	h := w.Header()
	h.Set("Content-Encoding", "gzip")
	h.Del("Content-Length")
	w.ResponseWriter.WriteHeader(w.status)
	w.status, w.packed = 0, w.pool.take(w.ResponseWriter)
	_, err := w.held.WriteTo(w.packed)
	return err
}

func compressible(mediaType string) bool {
	return strings.HasPrefix(mediaType, "text/") || slices.ContainsFunc([]string{"json", "xml", "n-quads", "trig"},
		func(text string) bool { return strings.Contains(mediaType, text) })
}

// Write implements http.ResponseWriter.
func (w *gzipResponse) Write(b []byte) (int, error) {
	if w.status != 0 {
		if w.held.Len()+len(b) < minCompressed {
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

// Flush sends what has been written so far. A reply that is sent in parts is compressed, since its size is unknown.
func (w *gzipResponse) Flush() {
	if w.status != 0 {
		_ = w.begin() // the next Write returns the error
	}
	if w.packed != nil {
		_ = w.packed.Flush()
	}
	_ = http.NewResponseController(w.ResponseWriter).Flush()
}

// Unwrap returns the underlying writer for http.ResponseController.
func (w *gzipResponse) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// close ends the reply. Errors mean that the client has gone.
func (w *gzipResponse) close() {
	if w.status != 0 {
		w.ResponseWriter.WriteHeader(w.status)
		_, _ = w.held.WriteTo(w.ResponseWriter)
	}
	if w.packed != nil {
		_ = w.packed.Close()
		w.packed.Reset(nil)
		w.pool.Put(w.packed)
	}
}
