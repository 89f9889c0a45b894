package server

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

// body is a request's body, unread. It is a huma.Resolver.
type body struct {
	mediaType string // as the header has it
	encoding  string
	reader    io.Reader
}

// Resolve takes hold of the body before the handler runs.
func (b *body) Resolve(ctx huma.Context) []error {
	b.mediaType, b.encoding, b.reader = ctx.Header("Content-Type"), ctx.Header("Content-Encoding"), ctx.BodyReader()
	return nil
}

// open is the body unpacked. Reading more than limit bytes, packed or unpacked, is an *http.MaxBytesError.
func (b *body) open(limit int64) (*limited, error) {
	packed := &limited{r: b.reader, left: limit, limit: limit}
	switch strings.ToLower(strings.TrimSpace(b.encoding)) {
	case "", "identity":
		return packed, nil
	case "gzip", "x-gzip":
		plain, err := gzip.NewReader(packed)
		if err != nil {
			return nil, bodyError("gzip", err)
		}
		return &limited{r: plain, left: limit, limit: limit}, nil
	default:
		return nil, fmt.Errorf("%q: %w", b.encoding, errEncoding)
	}
}

// all is the whole body, unpacked.
func (b *body) all(limit int64) ([]byte, error) {
	r, err := b.open(limit)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(r)
	if err != nil {
		return nil, bodyError("body", err)
	}
	return content, nil
}

// limited fails where its reader has more than it allows, instead of ending there.
type limited struct {
	r           io.Reader
	left, limit int64
	err         error // that Read has returned, other than io.EOF: some formats' readers swallow it
}

// Read is io.Reader's.
func (l *limited) Read(p []byte) (int, error) {
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

// bodyError is an error of reading or understanding a body: the sender's fault, unless the body was too large, too slow
// or broken off, which say so themselves.
func bodyError(what string, err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return fmt.Errorf("the body has more than %d bytes: %w", tooLarge.Limit, err)
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("%s: %w", what, err)
	}
	return fmt.Errorf("%s: %w: %w", what, errBody, err)
}
