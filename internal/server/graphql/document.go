package graphql

import (
	"context"
	"slices"

	gophers "github.com/graph-gophers/graphql-go"

	"graphd/api"
	"graphd/internal/graph/view"
)

// document resolves Document. Its reference is known; the rest is read when a field needs it.
type document struct {
	r   *requestReader
	ref api.DocumentRef
}

// document returns one document, or nil if there is none.
func (r *requestReader) document(ctx context.Context, id string) (*document, error) {
	d, err := r.documents.load(ctx, id)
	if err != nil || d == nil {
		return nil, err
	}
	r.documents.prime(d.ID, d)
	return &document{r, d.DocumentRef}, nil
}

type documentsArgs struct {
	Filter *documentFilter
	pageArgs
}

// documentsOf returns the documents that match the arguments and fixed.
func (r *requestReader) documentsOf(a documentsArgs, fixed api.DocumentQuery) (*counted[*document], error) {
	f, err := a.Filter.within(fixed)
	if err != nil {
		return nil, err
	}
	c, err := connect(r, r.documentLists, f, a.pageArgs, func(d api.Document) *document {
		r.documents.prime(d.ID, &d)
		return &document{r, d.DocumentRef}
	})
	return &counted[*document]{c}, err
}

func (d *document) ID() gophers.ID     { return gophers.ID(d.ref.ID) }
func (d *document) IRI() string        { return d.r.iri(d.ref.ID) }
func (d *document) Title() *string     { return optional(d.ref.Title) }
func (d *document) Publisher() *string { return optional(d.ref.Publisher) }
func (d *document) Issued() *string    { return optional(d.ref.Issued) }
func (d *document) URL() *string       { return optional(d.ref.URL) }

// whole reads the fields that the reference lacks. They are empty for a document that only quads refer to.
func (d *document) whole(ctx context.Context) (api.Document, error) {
	whole, err := d.r.documents.load(ctx, d.ref.ID)
	if err != nil || whole == nil {
		return api.Document{}, err
	}
	return *whole, nil
}

func (d *document) Authors(ctx context.Context) ([]string, error) {
	whole, err := d.whole(ctx)
	return whole.Authors, err
}

// Publications returns the publications of the document.
func (d *document) Publications(ctx context.Context) ([]*publication, error) {
	whole, err := d.whole(ctx)
	found := make([]*publication, len(whole.Publications))
	for i, p := range whole.Publications {
		found[i] = &publication{d.r, p}
	}
	return found, err
}

// publication resolves Publication.
type publication struct {
	r *requestReader
	p api.Publication
}

func (p *publication) ID() gophers.ID      { return gophers.ID(p.p.ID) }
func (p *publication) IRI() string         { return p.r.iri(p.p.ID) }
func (p *publication) Title() *string      { return optional(p.p.Title) }
func (p *publication) Publisher() *string  { return optional(p.p.Publisher) }
func (p *publication) Authors() []string   { return slices.Concat([]string{}, p.p.Authors) }
func (p *publication) Issued() *string     { return optional(p.p.Issued) }
func (p *publication) URL() *string        { return optional(p.p.URL) }
func (p *publication) Identifier() *string { return optional(p.p.Identifier) }
func (p *publication) Language() *string   { return optional(p.p.Language) }
func (p *publication) MediaType() *string  { return optional(p.p.MediaType) }
func (p *publication) Keywords() []string  { return slices.Concat([]string{}, p.p.Keywords) }
func (p *publication) Recorded() *string   { return optional(p.p.Recorded) }

func (d *document) Subjects(ctx context.Context) ([]*entity, error) {
	whole, err := d.whole(ctx)
	return d.r.referAll(whole.Subjects), err
}

func (d *document) Identifier(ctx context.Context) (*string, error) {
	whole, err := d.whole(ctx)
	return optional(whole.Identifier), err
}

func (d *document) Language(ctx context.Context) (*string, error) {
	whole, err := d.whole(ctx)
	return optional(whole.Language), err
}

func (d *document) MediaType(ctx context.Context) (*string, error) {
	whole, err := d.whole(ctx)
	return optional(whole.MediaType), err
}

func (d *document) TextHash(ctx context.Context) (*string, error) {
	whole, err := d.whole(ctx)
	return optional(whole.TextHash), err
}

func (d *document) Recorded(ctx context.Context) (*string, error) {
	whole, err := d.whole(ctx)
	return optional(whole.Recorded), err
}

func (d *document) RevisionOf(ctx context.Context) (*gophers.ID, error) {
	whole, err := d.whole(ctx)
	return (*gophers.ID)(optional(whole.RevisionOf)), err
}

func (d *document) AttributionCount(ctx context.Context) (int32, error) {
	whole, err := d.whole(ctx)
	return int32(whole.Attributions), err
}

func (d *document) EntityCount(ctx context.Context) (int32, error) {
	whole, err := d.whole(ctx)
	return int32(whole.Entities), err
}

func (d *document) Text(ctx context.Context) (string, error) {
	text, err := read(ctx, d.r, func(v *view.View) (string, error) { return v.Text(ctx, d.ref.ID) })
	d.r.budget.charge(nodeCost + len(text)/textBytes)
	return text, err
}

func (d *document) Attributions(a attributionsArgs) (*countable[*attribution], error) {
	return d.r.attributionsOf(a, api.AttributionQuery{Document: d.ref.ID})
}

func (d *document) Entities(a entitiesArgs) (*counted[*entity], error) {
	return d.r.entitiesOf(a, api.EntityQuery{Document: d.ref.ID})
}
