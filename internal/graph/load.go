package graph

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/pebblestore"
)

// LoadOptions say how N-Quads are taken in. The zero value stops at the first bad line.
type LoadOptions = pebblestore.LoadOptions

// LoadProgress is how far a load is.
type LoadProgress = pebblestore.LoadProgress

// LoadResult is what a load did.
type LoadResult = pebblestore.LoadResult

// DefaultLoadBytes is the memory of a load whose options set none.
const DefaultLoadBytes = pebblestore.DefaultLoadBytes

// smallLoad is the most bytes of N-Quads that are added as an edit, as any other change; more are loaded in bulk.
const smallLoad = 1 << 20

// Load adds the quads of r, N-Quads, compressed with gzip or not: all of them or, where it fails or the process dies,
// none. An error about a line names its number.
func (s *Store) Load(ctx context.Context, r io.Reader, opts LoadOptions) (LoadResult, error) {
	plain, err := nquads.Decompress(r)
	if err != nil {
		return LoadResult{}, err
	}
	in := bufio.NewReaderSize(plain, smallLoad)
	if head, err := in.Peek(smallLoad); errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return s.loadSmall(ctx, bytes.NewReader(head), opts)
	}
	return s.quads.Load(ctx, in, opts)
}

// loadSmall adds the quads as one edit.
func (s *Store) loadSmall(ctx context.Context, r io.Reader, opts LoadOptions) (LoadResult, error) {
	var result LoadResult
	in, err := nquads.NewReader(r)
	if err != nil {
		return result, err
	}
	quads, err := readAll(in, opts, &result)
	if err != nil {
		return result, err
	}
	change, err := s.Apply(ctx, Edit{Add: quads})
	result.Added, result.Known = change.Added, len(quads)-change.Added
	if err == nil && opts.Progress != nil {
		opts.Progress(LoadProgress{Read: len(quads)})
	}
	return result, err
}

func readAll(in *nquads.Reader, opts LoadOptions, result *LoadResult) (quads []quad.Quad, err error) {
	for {
		q, err := in.Next()
		result.Lines = in.Line()
		var bad *nquads.LineError
		switch {
		case err == nil:
			quads = append(quads, q)
		case errors.Is(err, io.EOF):
			return quads, nil
		case errors.As(err, &bad) && opts.SkipBad:
			result.SkipLine(err)
		default:
			return nil, err
		}
	}
}
