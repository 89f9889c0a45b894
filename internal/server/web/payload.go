package web

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// MultipartForm is the media type of forms with files.
const MultipartForm = "multipart/form-data"

// URLEncodedForm is the media type of forms without files.
const URLEncodedForm = "application/x-www-form-urlencoded"

// Payload is the body of a request, which the handler reads itself. Embed it in the input of a handler; it is a
// huma.Resolver.
type Payload struct {
	mediaType string // as the header has it
	encoding  string
	reader    io.Reader
}

// Resolve takes the body from the request before the handler runs.
func (b *Payload) Resolve(ctx huma.Context) []error {
	b.mediaType, b.encoding, b.reader = ctx.Header("Content-Type"), ctx.Header("Content-Encoding"), ctx.BodyReader()
	return nil
}

// MediaType returns the Content-Type header.
func (b *Payload) MediaType() string { return b.mediaType }

// Open returns the decompressed body. Reading more than limit bytes, compressed or decompressed, fails with an
// *http.MaxBytesError.
func (b *Payload) Open(limit int64) (*LimitedReader, error) {
	packed := LimitReader(b.reader, limit)
	switch strings.ToLower(strings.TrimSpace(b.encoding)) {
	case "", "identity":
		return packed, nil
	case "gzip", "x-gzip":
		plain, err := gzip.NewReader(packed)
		if err != nil {
			return nil, BodyError("gzip", err)
		}
		return LimitReader(plain, limit), nil
	default:
		return nil, fmt.Errorf("%q: %w", b.encoding, ErrEncoding)
	}
}

// ReadAll returns the whole decompressed body, which may have limit bytes.
func (b *Payload) ReadAll(limit int64) ([]byte, error) {
	r, err := b.Open(limit)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(r)
	if err != nil {
		return nil, BodyError("body", err)
	}
	return content, nil
}

// A LimitedReader fails if its source has more bytes than the limit. An io.LimitedReader would end there instead.
type LimitedReader struct {
	r           io.Reader
	left, limit int64
	err         error
}

// LimitReader returns a reader of r that fails with an *http.MaxBytesError beyond limit bytes.
func LimitReader(r io.Reader, limit int64) *LimitedReader {
	return &LimitedReader{r: r, left: limit, limit: limit}
}

// Read implements io.Reader.
func (l *LimitedReader) Read(p []byte) (int, error) {
	if l.err != nil {
		return 0, l.err
	}
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.r.Read(p)
	if int64(n) > l.left {
		n, err = int(l.left), &http.MaxBytesError{Limit: l.limit}
	}
	l.left -= int64(n)
	if !errors.Is(err, io.EOF) {
		l.err = err
	}
	return n, err
}

// Err returns the error that Read has returned, other than io.EOF. Parsers of some formats do not pass it on.
func (l *LimitedReader) Err() error { return l.err }

// BodyError returns err of reading or parsing the body, or a part of it named what, as ErrBody: the client's fault. A body
// that is too large or too slow keeps its own error.
func BodyError(what string, err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return fmt.Errorf("the body has more than %d bytes: %w", tooLarge.Limit, err)
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("%s: %w", what, err)
	}
	return fmt.Errorf("%s: %w: %w", what, ErrBody, err)
}
