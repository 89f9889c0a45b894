package graphql

import (
	"context"

	gophers "github.com/graph-gophers/graphql-go"

	"graphd/internal/graph/view"
)

// passage resolves Passage. Its offsets and words are known; its context is read when a field needs it.
type passage struct {
	r     *requestReader
	doc   *document
	known view.Passage
}

// passage returns one passage, or nil if there is none.
func (r *requestReader) passage(ctx context.Context, id string) (*passage, error) {
	p, err := r.passages.load(ctx, id)
	if err != nil || p == nil {
		return nil, err
	}
	doc, err := r.document(ctx, p.Document)
	return &passage{r, doc, *p}, err
}

func (p *passage) ID() gophers.ID      { return gophers.ID(p.known.ID) }
func (p *passage) IRI() string         { return p.r.iri(p.known.ID) }
func (p *passage) Document() *document { return p.doc }
func (p *passage) Start() int32        { return int32(p.known.Span[0]) }
func (p *passage) End() int32          { return int32(p.known.Span[1]) }
func (p *passage) Exact() string       { return p.known.Exact }

func (p *passage) Prefix(ctx context.Context) (string, error) {
	whole, err := p.r.passages.load(ctx, p.known.ID)
	if err != nil || whole == nil {
		return "", err
	}
	return whole.Prefix, nil
}

func (p *passage) Suffix(ctx context.Context) (string, error) {
	whole, err := p.r.passages.load(ctx, p.known.ID)
	if err != nil || whole == nil {
		return "", err
	}
	return whole.Suffix, nil
}
