package graph

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/pebblestore"
)

// Dump writes N-Quads to w, sorted by line: those with a label, or all where label is nil. It returns how many lines it
// wrote. The order does not depend on the store's history, so two stores with the same quads give the same bytes.
// It holds the subjects in memory, not the quads.
func (s *Store) Dump(ctx context.Context, w io.Writer, label quad.Value) (int, error) {
	snapshot, err := s.Snapshot()
	if err != nil {
		return 0, err
	}
	defer snapshot.Close()
	return snapshot.Dump(ctx, w, label)
}

// Dump is Store.Dump of this state.
func (s *Snapshot) Dump(ctx context.Context, w io.Writer, label quad.Value) (int, error) {
	pattern, ok, err := s.labelPattern(label)
	if err != nil || !ok {
		return 0, err
	}
	subjects, err := s.sortedSubjects(ctx, pattern)
	if err != nil {
		return 0, err
	}
	out, n := bufio.NewWriterSize(w, 256<<10), 0
	for _, subject := range subjects {
		pattern[0] = subject.id
		lines, err := s.sortedLines(ctx, pattern)
		if err != nil {
			return n, err
		}
		for _, line := range lines {
			if _, err := out.Write(line); err != nil {
				return n, err
			}
			n++
		}
	}
	return n, out.Flush()
}

// labelPattern is the pattern of the quads with a label; ok is false where there are none.
func (s *Snapshot) labelPattern(label quad.Value) (pattern pebblestore.Quad, ok bool, err error) {
	if label == nil {
		return pattern, true, nil
	}
	pattern[3], err = s.Find(label)
	return pattern, pattern[3] != 0, err
}

// term is a node with its N-Quads text.
type term struct {
	id   pebblestore.Node
	text []byte
}

// sortedSubjects are the subjects of the matching quads in the order of their text. Sorting lines by subject first is
// sorting them whole, because a blank follows the subject and no term has a smaller character.
func (s *Snapshot) sortedSubjects(ctx context.Context, pattern pebblestore.Quad) ([]term, error) {
	var subjects []term
	last := pebblestore.Node(0)
	err := s.Match(ctx, pattern, func(q pebblestore.Quad) error {
		if q[0] == last {
			return nil
		}
		last = q[0]
		value, err := s.Value(last)
		if err == nil {
			subjects = append(subjects, term{last, nquads.AppendTerm(nil, value)})
		}
		return err
	})
	slices.SortFunc(subjects, func(a, b term) int { return bytes.Compare(a.text, b.text) })
	return subjects, err
}

func (s *Snapshot) sortedLines(ctx context.Context, pattern pebblestore.Quad) ([][]byte, error) {
	var lines [][]byte
	err := s.Match(ctx, pattern, func(ids pebblestore.Quad) error {
		q, err := s.QuadOf(ids)
		if err == nil {
			lines = append(lines, nquads.AppendQuad(nil, q))
		}
		return err
	})
	slices.SortFunc(lines, bytes.Compare)
	return lines, err
}
