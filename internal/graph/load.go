package graph

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
)

// LoadOptions say how N-Quads are taken in. The zero value stops at the first bad line.
type LoadOptions struct {
	// SkipBad goes on after a line that is not N-Quads, and counts it.
	SkipBad bool
	// Progress, where set, is called after every chunk that is safe on disk.
	Progress func(LoadResult)
}

// LoadResult is what a load did so far.
type LoadResult struct {
	Lines   int // read, blank ones and comments included
	Added   int // quads that were new
	Known   int // quads that stood already, or came twice
	Skipped int // bad lines
	// FirstBad are the first few of the skipped lines, each a *nquads.LineError with its number.
	FirstBad []error
}

// loadChunk is how many quads of a load are one change; maxBad is how many bad lines a result keeps.
const (
	loadChunk = 20000
	maxBad    = 10
)

// Load adds the quads of r: N-Quads, compressed with gzip or not. It is written in chunks, each of them whole or absent;
// a load that stopped half-way is finished by loading the same file again. An error about a line names its number.
func (s *Store) Load(ctx context.Context, r io.Reader, opts LoadOptions) (LoadResult, error) {
	var result LoadResult
	in, err := nquads.NewReader(r)
	if err != nil {
		return result, err
	}
	for chunk := make([]quad.Quad, 0, loadChunk); ; chunk = chunk[:0] {
		chunk, err = readChunk(in, chunk, opts, &result)
		if err != nil && !errors.Is(err, io.EOF) {
			return result, err
		}
		change, applyErr := s.Apply(ctx, Edit{Add: chunk})
		if applyErr != nil {
			return result, fmt.Errorf("up to line %d: %w", in.Line(), applyErr)
		}
		result.Lines = in.Line()
		result.Added += change.Added
		result.Known += len(chunk) - change.Added
		if opts.Progress != nil {
			opts.Progress(result)
		}
		if err != nil {
			return result, nil
		}
	}
}

// readChunk fills chunk; io.EOF with it says that there is no more.
func readChunk(in *nquads.Reader, chunk []quad.Quad, opts LoadOptions, result *LoadResult) ([]quad.Quad, error) {
	for len(chunk) < cap(chunk) {
		q, err := in.Next()
		var bad *nquads.LineError
		switch {
		case err == nil:
			chunk = append(chunk, q)
		case errors.As(err, &bad) && opts.SkipBad:
			if result.Skipped++; result.Skipped <= maxBad {
				result.FirstBad = append(result.FirstBad, err)
			}
		default:
			return chunk, err
		}
	}
	return chunk, nil
}
