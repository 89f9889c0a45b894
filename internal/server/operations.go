package server

import (
	"context"
	"fmt"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"graphd/api"
)

const specType = "application/vnd.oai.openapi+json"

// health is the answer of livez and readyz.
type health struct{ Body api.Health }

func (s *Server) livez(context.Context, *struct{}) (*health, error) {
	return &health{api.Health{Status: "ok"}}, nil
}

func (s *Server) readyz(ctx context.Context, in *struct{}) (*health, error) {
	snapshot, err := s.store.Snapshot()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNotReady, err)
	}
	snapshot.Close()
	return s.livez(ctx, in)
}

func (s *Server) showMetrics(context.Context, *struct{}) (*reply, error) {
	handler := s.metrics.handler()
	return &reply{Body: func(ctx huma.Context) {
		c := humaecho.Unwrap(ctx)
		handler.ServeHTTP(c.Response(), c.Request())
	}}, nil
}

func (s *Server) showSpec(context.Context, *struct{}) (*reply, error) {
	return &reply{Body: s.stream(http.StatusOK, specType, func(w io.Writer) error {
		_, err := w.Write(s.spec)
		return err
	})}, nil
}

func (s *Server) showDocs(context.Context, *struct{}) (*reply, error) {
	return s.page(s.docs, docsPolicy), nil
}
