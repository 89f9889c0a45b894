package server

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
)

// quadsQuery selects quads: by lists of values for each direction. Cayley takes it from the address or from a form.
type quadsQuery struct {
	Directions
	Format string `query:"format" doc:"Name of a format; instead of Accept"`
	IRI    string `query:"iri" enum:"short,full" doc:"Whether IRIs are written with their prefix"`
	Accept string `header:"Accept" hidden:"true"`
	fault  error  // of the form
}

// Directions are the values that quads must have, any of each list.
type Directions struct {
	Sub   string `query:"sub" doc:"Subjects, with commas between: <iri>,\"text\""`
	Pred  string `query:"pred" doc:"Predicates"`
	Obj   string `query:"obj" doc:"Objects"`
	Label string `query:"label" doc:"Labels"`
}

// Resolve fills what the address does not have from a form in the body. It is a huma.Resolver.
func (q *quadsQuery) Resolve(ctx huma.Context) []error {
	if ctx.Method() != http.MethodPost {
		return nil
	}
	r := humaecho.Unwrap(ctx).Request()
	r.Body = http.MaxBytesReader(nil, r.Body, maxNode)
	if err := r.ParseForm(); err != nil {
		q.fault = bodyError("form", err)
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

func (q *quadsQuery) format() (*quad.Format, error) {
	if q.Format == "" {
		first, _, _ := strings.Cut(q.Accept, ",")
		return formatOf(first), nil
	}
	if f := quadFormatByName(q.Format); f != nil {
		return f, nil
	}
	return nil, fmt.Errorf("format %q: %w: there are %s", q.Format, errParameter, strings.Join(quadFormatNames(), ", "))
}

func (s *Server) readGraph(ctx context.Context, in *quadsQuery) (*reply, error) {
	f, err := in.format()
	if err = errors.Join(in.fault, err); err != nil {
		return nil, err
	}
	patterns := s.patterns(in.Directions)
	if err := s.fits(ctx, f, patterns); err != nil {
		return nil, err
	}
	write := func(w io.Writer) error {
		out, none := f.Writer(w), true
		_, err := read(s, func(v *view.View) (struct{}, error) {
			for _, pattern := range patterns {
				err := v.Quads(ctx, pattern, func(q quad.Quad) error {
					none = false
					_, err := out.WriteQuads([]quad.Quad{s.named(q, in.IRI)})
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
		if none && f.Name == "json" { // the library writes null
			return writeJSON(w, []quad.Quad{})
		}
		return out.Close()
	}
	return &reply{Body: s.stream(http.StatusOK, mediaTypeOf(f), write)}, nil
}

// fits refuses formats that keep all quads in memory to the end, where there are too many.
func (s *Server) fits(ctx context.Context, f *quad.Format, patterns []quad.Quad) error {
	if !buffers(f) {
		return nil
	}
	n, enough := 0, errors.New("enough")
	_, err := read(s, func(v *view.View) (struct{}, error) {
		for _, pattern := range patterns {
			err := v.Quads(ctx, pattern, func(quad.Quad) error {
				if n++; n > mostBuffered {
					return enough
				}
				return nil
			})
			if err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	})
	if errors.Is(err, enough) {
		return fmt.Errorf("%w: more than %d quads as %s; ask for fewer, or for nquads", query.ErrLimit, mostBuffered, f.Name)
	}
	return err
}

// mostBuffered is how many quads an answer may have whose format is written at its end.
const mostBuffered = 100_000

// named is q with short IRIs where they are asked for.
func (s *Server) named(q quad.Quad, iris string) quad.Quad {
	if iris != "short" {
		return q
	}
	for _, d := range quad.Directions {
		if iri, ok := q.Get(d).(quad.IRI); ok {
			q.Set(d, quad.IRI(s.store.Base().Shorten(iri)))
		}
	}
	return q
}

// patterns are the combinations of the values that q lists.
func (s *Server) patterns(q Directions) []quad.Quad {
	patterns := []quad.Quad{{}}
	for i, given := range []string{q.Sub, q.Pred, q.Obj, q.Label} {
		values := s.values(given)
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

// values reads a list of values in Cayley's way of writing; "actor:jane-doe" is an IRI too. A comma within <> or ""
// does not separate.
func (s *Server) values(list string) []quad.Value {
	var values []quad.Value
	begin, closing := 0, rune(0)
	add := func(end int) {
		if text := strings.TrimSpace(list[begin:end]); text != "" {
			values = append(values, s.value(text))
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

func (s *Server) value(text string) quad.Value {
	if inner, ok := strings.CutPrefix(text, "<"); ok {
		if inner, ok = strings.CutSuffix(inner, ">"); ok {
			text = inner
		}
		if iri, ok := s.store.Base().Expand(text); ok {
			return iri
		}
		return quad.IRI(text)
	}
	if len(text) > 1 && text[0] == '"' && text[len(text)-1] == '"' {
		return quad.String(text[1 : len(text)-1])
	}
	if iri, ok := s.store.Base().Expand(text); ok {
		return iri
	}
	return quad.StringToValue(text)
}
