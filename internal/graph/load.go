package graph

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/pebblestore/bulk"
)

// LoadOptions configures a load. The zero value stops at the first malformed line.
type LoadOptions = bulk.LoadConfig

// LoadProgress reports how far a load has come.
type LoadProgress = bulk.LoadStatus

// LoadResult counts what a load read, added and skipped.
type LoadResult = bulk.LoadCounts

// DefaultLoadBytes is the memory that a load uses unless its options say otherwise, in bytes.
const DefaultLoadBytes = bulk.DefaultLoadBytes

// smallLoad is the size in bytes up to which N-Quads are added as an ordinary edit; larger input is loaded in bulk.
// Chosen by hand.
const smallLoad = 1 << 20

// Load adds the quads of r, which is N-Quads, optionally compressed with gzip. It is atomic: if it fails or the process
// dies, the store is unchanged. An error about a line gives its number.
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

// loadSmall adds the quads of r as one edit.
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

// readAll reads all quads into memory and counts lines and skipped lines in result.
func readAll(in *nquads.LineReader, opts LoadOptions, result *LoadResult) (quads []quad.Quad, err error) {
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
