package cayley

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"graphd/internal/graph/query"
	"graphd/internal/graph/view"
	"graphd/internal/server/queryapi"
	"graphd/internal/server/web"
)

// quadsQuery selects quads by lists of values for each direction. Cayley takes it from the URL or from a form.
type quadsQuery struct {
	Directions
	Format string `query:"format" doc:"Name of a format; instead of Accept"`
	IRI    string `query:"iri" enum:"short,full" doc:"Whether IRIs are shortened with their prefix"`
	Accept string `header:"Accept" hidden:"true"`
	fault  error  // of parsing the form
}

// Directions holds the values that quads must have: one of each list that is not empty.
type Directions struct {
	Sub   string `query:"sub" doc:"Subjects, separated by commas: <iri>,\"text\""`
	Pred  string `query:"pred" doc:"Predicates"`
	Obj   string `query:"obj" doc:"Objects"`
	Label string `query:"label" doc:"Labels"`
}

// Resolve takes the values that the URL lacks from a form in the body. It implements huma.Resolver.
func (q *quadsQuery) Resolve(ctx huma.Context) []error {
	if ctx.Method() != http.MethodPost {
		return nil
	}
	r := humaecho.Unwrap(ctx).Request()
	r.Body = http.MaxBytesReader(nil, r.Body, maxNode)
	if err := r.ParseForm(); err != nil {
		q.fault = web.BodyError("form", err)
		return nil
	}
	for name, field := range map[string]*string{
		"format": &q.Format, "sub": &q.Sub, "pred": &q.Pred, "obj": &q.Obj, "label": &q.Label, "iri": &q.IRI,
	} {
		if *field == "" {
			*field = r.PostForm.Get(name)
		}
	}
	return nil
}

// format returns the format of the reply.
func (q *quadsQuery) format() (*quad.Format, error) {
	if q.Format == "" {
		first, _, _ := strings.Cut(q.Accept, ",")
		return formatOf(first), nil
	}
	if f := quadFormatByName(q.Format); f != nil {
		return f, nil
	}
	return nil, fmt.Errorf("format %q: %w: use one of %s", q.Format, web.ErrParameter, strings.Join(quadFormatNames(), ", "))
}

// ReadQuads returns the quads that a query selects.
func (h *Handlers) ReadQuads(ctx context.Context, in *quadsQuery) (*web.Reply, error) {
	f, err := in.format()
	if err = errors.Join(in.fault, err); err != nil {
		return nil, err
	}
	patterns := h.patterns(in.Directions)
	if err := h.checkBuffered(ctx, f, patterns); err != nil {
		return nil, err
	}
	write := func(w io.Writer) error {
		out, empty := f.Writer(w), true
		_, err := queryapi.Read(h.Store, func(v *view.View) (struct{}, error) {
			for _, pattern := range patterns {
				err := v.Quads(ctx, pattern, func(q quad.Quad) error {
					empty = false
					_, err := out.WriteQuads([]quad.Quad{h.shortened(q, in.IRI)})
					return err
				})
				if err != nil {
					return struct{}{}, err
				}
			}
			return struct{}{}, nil
		})
		if err != nil {
			return err
		}
		if empty && f.Name == "json" { // package quad writes null
			return web.WriteJSON(w, []quad.Quad{})
		}
		return out.Close()
	}
	return &web.Reply{Body: h.Web.Stream(http.StatusOK, mediaTypeOf(f), write)}, nil
}

// checkBuffered returns query.ErrLimit if f keeps all quads in memory until the end and the patterns match too many.
func (h *Handlers) checkBuffered(ctx context.Context, f *quad.Format, patterns []quad.Quad) error {
	if !buffers(f) {
		return nil
	}
	n, tooMany := 0, errors.New("too many quads")
	_, err := queryapi.Read(h.Store, func(v *view.View) (struct{}, error) {
		for _, pattern := range patterns {
			err := v.Quads(ctx, pattern, func(quad.Quad) error {
				if n++; n > maxBuffered {
					return tooMany
				}
				return nil
			})
			if err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	})
	if errors.Is(err, tooMany) {
		return fmt.Errorf("%w: more than %d quads as %s; ask for fewer, or for nquads", query.ErrLimit, maxBuffered, f.Name)
	}
	return err
}

// maxBuffered is the largest number of quads in a reply whose format is written at the end; chosen by hand.
const maxBuffered = 100_000

// shortened returns q, with shortened IRIs if iris is "short".
func (h *Handlers) shortened(q quad.Quad, iris string) quad.Quad {
	if iris != "short" {
		return q
	}
	for _, d := range quad.Directions {
		if iri, ok := q.Get(d).(quad.IRI); ok {
			q.Set(d, quad.IRI(h.Store.Base().Shorten(iri)))
		}
	}
	return q
}

// patterns returns the combinations of the values that q lists.
func (h *Handlers) patterns(q Directions) []quad.Quad {
	patterns := []quad.Quad{{}}
	for i, given := range []string{q.Sub, q.Pred, q.Obj, q.Label} {
		values := h.values(given)
		if len(values) == 0 {
			continue
		}
		var more []quad.Quad
		for _, pattern := range patterns {
			for _, value := range values {
				pattern.Set(quad.Directions[i], value)
				more = append(more, pattern)
			}
		}
		patterns = more
	}
	return patterns
}

// values parses a comma-separated list of values in Cayley's notation; "actor:jane-doe" is an IRI too. Commas within <>
// or "" do not separate values.
func (h *Handlers) values(list string) []quad.Value {
	var values []quad.Value
	begin, closing := 0, rune(0)
	add := func(end int) {
		if text := strings.TrimSpace(list[begin:end]); text != "" {
			values = append(values, h.value(text))
		}
		begin = end + 1
	}
	for i, c := range list {
		switch {
		case closing != 0:
			if c == closing {
				closing = 0
			}
		case c == '<':
			closing = '>'
		case c == '"':
			closing = '"'
		case c == ',':
			add(i)
		}
	}
	add(len(list))
	return values
}

// value parses one value in Cayley's notation.
func (h *Handlers) value(text string) quad.Value {
	if inner, ok := strings.CutPrefix(text, "<"); ok {
		if inner, ok = strings.CutSuffix(inner, ">"); ok {
			text = inner
		}
		if iri, ok := h.Store.Base().Expand(text); ok {
			return iri
		}
		return quad.IRI(text)
	}
	if len(text) > 1 && text[0] == '"' && text[len(text)-1] == '"' {
		return quad.String(text[1 : len(text)-1])
	}
	if iri, ok := h.Store.Base().Expand(text); ok {
		return iri
	}
	return quad.StringToValue(text)
}
