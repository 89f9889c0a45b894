package server

import (
	"compress/gzip"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
)

// compress packs answers of text for clients that take gzip.
func compress(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		header := c.Response().Header()
		header.Add("Vary", "Accept, Accept-Encoding")
		if !takesGzip(c.Request().Header.Get("Accept-Encoding")) {
			return next(c)
		}
		plain := c.Response().Writer
		w := &compressor{ResponseWriter: plain}
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

// compressor packs a response once its header says that packing pays.
type compressor struct {
	http.ResponseWriter
	packed *gzip.Writer // nil where the answer goes as it is
}

func (w *compressor) WriteHeader(status int) {
	h := w.Header()
	bodiless := status < http.StatusOK || status == http.StatusNoContent || status == http.StatusNotModified
	if !bodiless && h.Get("Content-Encoding") == "" && compressible(h.Get("Content-Type")) {
		h.Set("Content-Encoding", "gzip")
		h.Del("Content-Length")
		w.packed = gzip.NewWriter(w.ResponseWriter)
	}
	w.ResponseWriter.WriteHeader(status)
}

func compressible(mediaType string) bool {
	return strings.HasPrefix(mediaType, "text/") || slices.ContainsFunc([]string{"json", "xml", "n-quads", "trig"},
		func(text string) bool { return strings.Contains(mediaType, text) })
}

func (w *compressor) Write(b []byte) (int, error) {
	if w.packed != nil {
		return w.packed.Write(b)
	}
	return w.ResponseWriter.Write(b)
}

// Flush sends what was written so far.
func (w *compressor) Flush() {
	if w.packed != nil {
		_ = w.packed.Flush() // the next Write has the error too
	}
	_ = http.NewResponseController(w.ResponseWriter).Flush()
}

// Unwrap is for http.ResponseController.
func (w *compressor) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *compressor) close() {
	if w.packed != nil {
		_ = w.packed.Close() // fails only where the client is gone
	}
}
