package server

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"graphd/internal/server/ui"
)

// graphqlPage is where the page to ask GraphQL is.
const graphqlPage = "/docs/graphql"

func (s *Server) showGraphQL(context.Context, *struct{}) (*reply, error) {
	console, _ := ui.Open("console/index.html")
	return s.page(console.Content, ui.ConsolePolicy), nil
}

// page answers a page that the server has from its beginning.
func (s *Server) page(html []byte, policy string) *reply {
	write := s.stream(http.StatusOK, "text/html; charset=utf-8", func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(html))
		return err
	})
	return &reply{Body: func(ctx huma.Context) {
		ctx.SetHeader("Content-Security-Policy", policy)
		write(ctx)
	}}
}
