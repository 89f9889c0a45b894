package neural

import (
	"context"
	"io/fs"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/encoder"
	"graphd/internal/ingest/ling/encoder/kernel"
)

// Reader reads texts with a fine-tuned encoder and its heads. It is immutable and safe for concurrent use.
type Reader struct {
	encoder *encoder.Encoder
	heads   *heads
}

// Open reads the encoder's model file in the folder models. Its errors wrap [fs.ErrNotExist] or those of package modelfile.
func Open(models fs.FS) (*Reader, error) {
	e, err := encoder.New(models)
	if err != nil {
		return nil, err
	}
	h, err := newHeads(e)
	if err != nil {
		return nil, err
	}
	return &Reader{e, h}, nil
}

// Version identifies the weights.
func (r *Reader) Version() string { return r.encoder.Version() }

// Reading holds what the encoder and its heads find out about a text. It is immutable.
type Reading struct {
	heads *heads
	Words []Tags
	names []labels           // by word
	rows  kernel.Activations // the vectors of the words, quantised
}

// blockWords is the number of words from which on a block of paragraphs is complete. Between blocks, only quantised vectors
// are kept.
const blockWords = 4096

// Read returns what the encoder finds out about the words of l. The only error that it returns is that of ctx.
func (r *Reader) Read(ctx context.Context, l *ling.Layout) (*Reading, error) {
	n := len(l.Words)
	room := n + 2*kernel.TileRows // products read beyond the last row
	w := r.heads.width
	out := &Reading{heads: r.heads, Words: make([]Tags, n), names: make([]labels, n), rows: kernel.Activations{
		Values: make([]int16, room*w), Stride: w, Scales: make([]float32, room),
	}}
	for from := 0; from < len(l.Paragraphs); {
		to := from + 1
		for to < len(l.Paragraphs) && l.Paragraphs[to-1].To-l.Paragraphs[from].From < blockWords {
			to++
		}
		if err := r.readBlock(ctx, out, l, l.Paragraphs[from:to]); err != nil {
			return nil, err
		}
		from = to
	}
	return out, nil
}

// readBlock reads the words of successive paragraphs.
func (r *Reader) readBlock(ctx context.Context, out *Reading, l *ling.Layout, paragraphs []ling.Range) error {
	block := ling.Between(paragraphs[0].From, paragraphs[len(paragraphs)-1].To)
	words := make([]string, 0, block.Len())
	for i := block.From; i < block.To; i++ {
		words = append(words, l.Words[i].Form)
	}
	starts := make([]int, len(paragraphs))
	for i, p := range paragraphs {
		starts[i] = p.From - block.From
	}
	vectors, err := r.encoder.Vectors(ctx, words, starts)
	if err != nil {
		return err
	}
	out.take(block, vectors)
	return nil
}

// take quantises the vectors of the words of x and computes their tags and labels.
func (r *Reading) take(x ling.Range, vectors []float32) {
	h := r.heads
	level := kernel.Level(h.width, weightLevel)
	for n := range x.Len() {
		i := x.From + n
		r.rows.Scales[i] = kernel.Quantise(r.rows.Values[i*h.width:][:h.width], vectors[n*h.width:][:h.width], level)
	}
	stride := kernel.PaddedCols(tagCount + nameCount)
	logits := make([]float32, kernel.PaddedRows(x.Len())*stride)
	h.tags.Multiply(logits, stride, r.rows.From(x.From), x.Len())
	for n := range x.Len() {
		values := logits[n*stride:][:tagCount+nameCount]
		for k := range values {
			values[k] += h.tagBias[k]
		}
		tags, names := &r.Words[x.From+n], &r.names[x.From+n]
		copy(tags[:], values)
		copy(names[:], values[tagCount:])
		normalise(names[:])
		for group := 0; group < tagCount; group += 3 {
			normalise(tags[group : group+3])
		}
	}
}

// Blank returns the reading of a text of one word by heads without weights, to count features with. It has no roles.
func Blank() *Reading { return &Reading{Words: make([]Tags, 1)} }
