package server

import (
	"context"
	"fmt"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"graphd/api"
	"graphd/internal/server/apidoc"
	"graphd/internal/server/rest"
	"graphd/internal/server/web"
)

type healthReply struct{ Body api.Health }

// livez reports that the process runs.
func (s *Server) livez(context.Context, *struct{}) (*healthReply, error) {
	return &healthReply{api.Health{Status: "ok"}}, nil
}

// readyz reports whether the store answers.
func (s *Server) readyz(ctx context.Context, in *struct{}) (*healthReply, error) {
	snapshot, err := s.store.Snapshot()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", rest.ErrNotReady, err)
	}
	snapshot.Close()
	return s.livez(ctx, in)
}

func (s *Server) showMetrics(context.Context, *struct{}) (*web.Reply, error) {
	handler := s.metrics.handler()
	return &web.Reply{Body: func(ctx huma.Context) {
		c := humaecho.Unwrap(ctx)
		handler.ServeHTTP(c.Response(), c.Request())
	}}, nil
}

func (s *Server) showSpec(context.Context, *struct{}) (*web.Reply, error) {
	return &web.Reply{Body: s.web.Stream(http.StatusOK, apidoc.MediaType, func(w io.Writer) error {
		_, err := w.Write(s.spec)
		return err
	})}, nil
}

func (s *Server) showDocs(context.Context, *struct{}) (*web.Reply, error) {
	return s.web.Page(s.docs, apidoc.PagePolicy), nil
}
