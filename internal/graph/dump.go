package graph

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/pebblestore/codec"
)

// Dump writes the quads with a label, or all quads where label is nil, to w as N-Quads, and returns the number of lines.
// Lines are sorted, so two stores with the same quads produce the same bytes. Dump holds all subjects in memory, and the
// quads of one subject at a time.
func (s *Store) Dump(ctx context.Context, w io.Writer, label quad.Value) (int, error) {
	snapshot, err := s.Snapshot()
	if err != nil {
		return 0, err
	}
	defer snapshot.Close()
	return snapshot.Dump(ctx, w, label)
}

// Dump writes the quads of this version; see Store.Dump.
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
		pattern[codec.Subject] = subject.id
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

// labelPattern returns the pattern that matches the quads with a label. It returns false if no quad has the label.
func (s *Snapshot) labelPattern(label quad.Value) (pattern codec.QuadIDs, ok bool, err error) {
	if label == nil {
		return pattern, true, nil
	}
	pattern[codec.Label], err = s.Find(label)
	return pattern, pattern[codec.Label] != 0, err
}

// dumpedSubject is a subject with its text in N-Quads.
type dumpedSubject struct {
	id   codec.NodeID
	text []byte
}

// sortedSubjects returns the subjects of the matching quads, sorted by their text. Lines that are grouped by sorted
// subjects are sorted as a whole, because a space follows the subject and no term contains a smaller character.
func (s *Snapshot) sortedSubjects(ctx context.Context, pattern codec.QuadIDs) ([]dumpedSubject, error) {
	var subjects []dumpedSubject
	last := codec.NodeID(0)
	err := s.Match(ctx, pattern, func(q codec.QuadIDs) error {
		if q[codec.Subject] == last {
			return nil
		}
		last = q[codec.Subject]
		value, err := s.Value(last)
		if err == nil {
			subjects = append(subjects, dumpedSubject{last, nquads.AppendTerm(nil, value)})
		}
		return err
	})
	slices.SortFunc(subjects, func(a, b dumpedSubject) int { return bytes.Compare(a.text, b.text) })
	return subjects, err
}

// sortedLines returns the matching quads as sorted lines of N-Quads.
func (s *Snapshot) sortedLines(ctx context.Context, pattern codec.QuadIDs) ([][]byte, error) {
	var lines [][]byte
	err := s.Match(ctx, pattern, func(ids codec.QuadIDs) error {
		q, err := s.QuadOf(ids)
		if err == nil {
			lines = append(lines, nquads.AppendQuad(nil, q))
		}
		return err
	})
	slices.SortFunc(lines, bytes.Compare)
	return lines, err
}
