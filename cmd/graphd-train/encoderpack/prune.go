package encoderpack

import (
	"fmt"
	"strings"
	"unicode"

	"graphd/internal/ingest/ling/encoder"
)

// wordEmbeddings is the name of the tensor with the vectors of pieces.
const wordEmbeddings = "embeddings.word_embeddings.weight"

// prune removes pieces that English text does not need, and their vectors: the unused ones, the mask, those with a letter or mark of
// another script than Latin or a phonetic letter, and mathematical and other technical symbols. It returns an error if the vectors do not fit the vocabulary.
func prune(w *encoder.Weights) error {
	t := w.Tensors[wordEmbeddings]
	if len(w.Vocabulary) == 0 || len(t.Shape) != 2 || t.Shape[0] != len(w.Vocabulary) {
		return fmt.Errorf("%s is of size %v, but the vocabulary has %d pieces", wordEmbeddings, t.Shape, len(w.Vocabulary))
	}
	width := t.Shape[1]
	var pieces []string
	var values []float32
	for i, piece := range w.Vocabulary {
		if needed(piece) {
			pieces = append(pieces, piece)
			values = append(values, t.Values[i*width:(i+1)*width]...)
		}
	}
	w.Vocabulary = pieces
	w.Tensors[wordEmbeddings] = encoder.Tensor{Shape: []int{len(pieces), width}, Values: values}
	return nil
}

// lastLatinLetter is the last code point of the blocks of Latin letters that languages are written with. Phonetic ones follow.
const lastLatinLetter = 0x24F

// needed reports whether English text needs a piece.
func needed(piece string) bool {
	if strings.HasPrefix(piece, "[unused") || piece == "[PAD]" || piece == "[MASK]" {
		return false
	}
	for _, r := range piece {
		foreign := unicode.In(r, unicode.L, unicode.M) && !unicode.Is(unicode.Latin, r)
		phonetic := r > lastLatinLetter && unicode.IsLetter(r)
		technical := r > unicode.MaxASCII && unicode.In(r, unicode.Sm, unicode.So)
		if foreign || phonetic || technical {
			return false
		}
	}
	return true
}
