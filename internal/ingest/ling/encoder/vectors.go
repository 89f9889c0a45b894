package encoder

import (
	"context"
	"fmt"
	"slices"
)

// Vectors returns the vectors of words, len(words) × Width() values in the order of the words. paragraphs has the index of the
// first word of each paragraph, in increasing order. Vectors asks ctx between sequences, of at most 254 pieces each, and returns
// its error; it also returns an error for paragraphs out of order.
func (m *Encoder) Vectors(ctx context.Context, words []string, paragraphs []int) ([]float32, error) {
	if n := len(paragraphs); !slices.IsSorted(paragraphs) || n > 0 && (paragraphs[0] < 0 || paragraphs[n-1] > len(words)) {
		return nil, fmt.Errorf("encoder: starts of paragraphs are not in order or not among the %d words", len(words))
	}
	text := split(m.vocabulary, words)
	vectors := make([]float32, 0, len(words)*m.shape.width)
	s := m.takeScratch()
	defer m.scratch.Put(s)
	for sequence := range text.sequences(stretches(paragraphs, len(words))) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		vectors = m.appendVectors(vectors, s, text, sequence)
	}
	return vectors, nil
}

// appendVectors runs a sequence and appends the vectors of its words.
func (m *Encoder) appendVectors(vectors []float32, s *scratch, text pieceText, sequence []stretch) []float32 {
	s.pieces = append(s.pieces[:0], m.vocabulary.Start)
	s.first = s.first[:0]
	for _, words := range sequence {
		for i := words.start; i < words.end; i++ {
			s.first = append(s.first, len(s.pieces))
			s.pieces = append(s.pieces, text.pieces[text.starts[i]:text.starts[i+1]]...)
		}
		s.pieces = append(s.pieces, m.vocabulary.End)
	}
	if len(s.first) == 0 {
		return vectors
	}
	return append(vectors, m.run(s)...)
}
