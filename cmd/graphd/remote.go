package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"graphd/api"
	"graphd/client"
	"graphd/internal/graph"
	"graphd/internal/graph/query"
	"graphd/internal/ingest/document"
	"graphd/internal/library"
)

// A remote is a documentStore on a graphd server. Its requests wait and try again while the server is busy.
type remote struct{ *client.Client }

// remoteTimeout is longer than a server takes for any request: 30 s for the answer and 60 s to transfer it, by default.
const remoteTimeout = 5 * time.Minute

// newRemote returns a client of the server, whose URL was checked when the command line was parsed.
func newRemote(server serverURL) (remote, error) {
	c, err := client.New(string(server))
	if err != nil {
		return remote{}, err
	}
	c.HTTP = &http.Client{Timeout: remoteTimeout}
	return remote{c}, nil
}

// patiently calls request until the server is not too busy to answer it, and explains its error.
func patiently[T any](ctx context.Context, r remote, request func() (T, error)) (T, error) {
	for {
		answer, err := request()
		var busy *api.Problem
		if !errors.As(err, &busy) || busy.Status != http.StatusTooManyRequests || busy.RetryAfter <= 0 {
			return answer, r.explain(err)
		}
		select {
		case <-ctx.Done():
			return answer, ctx.Err()
		case <-time.After(busy.RetryAfter):
		}
	}
}

// explain adds to an error of the exchange what to do about it. Problems that the server reports stay as they are.
func (r remote) explain(err error) error {
	var unreachable *url.Error
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, query.ErrTimeout):
		return fmt.Errorf("%w: the server has not answered", query.ErrTimeout)
	case errors.As(err, &unreachable):
		return fmt.Errorf("%s: %w; start it with `graphd serve`, or name another with --server", r.BaseURL(), unreachable.Err)
	case errors.Is(err, client.ErrForeignAnswer):
		return fmt.Errorf("%s%w; check that this is a graphd server", r.BaseURL(), err)
	case errors.Is(err, client.ErrCutOff):
		return fmt.Errorf("%s%w; try again", r.BaseURL(), err)
	}
	return err
}

// add sends a document as it was read here, so that the server keeps the same version of it as a store would.
func (r remote) add(ctx context.Context, doc document.Document) (added, error) {
	sent := newDocument(doc)
	ingested, err := patiently(ctx, r, func() (api.Ingested, error) {
		return r.AddDocument(ctx, sent, client.IngestOptions{})
	})
	if err != nil {
		return added{}, fmt.Errorf("%s: %w", doc.Meta.Name, err)
	}
	result := added{status: library.Status(ingested.Status), attributions: len(ingested.Attributions)}
	if ingested.Quads != nil {
		result.quadsAdded, result.quadsRemoved = ingested.Quads.Added, ingested.Quads.Removed
	}
	return result, nil
}

func newDocument(doc document.Document) api.NewDocument {
	meta := doc.Meta
	sent := api.NewDocument{
		ID: meta.Identifier, Text: doc.Text.String(), Title: meta.Title, Publisher: meta.Publisher, Issued: meta.Issued.String(),
		Language: meta.Language, URL: meta.URL, Kind: string(meta.Kind), MediaType: meta.MediaType,
	}
	if len(meta.Authors) > 0 {
		sent.Author = meta.Authors
	}
	if len(meta.Keywords) > 0 {
		sent.Keywords = meta.Keywords
	}
	return sent
}

func (r remote) withdraw(ctx context.Context, id string) (api.Withdrawal, error) {
	return patiently(ctx, r, func() (api.Withdrawal, error) {
		if strings.HasPrefix(id, "publication:") || strings.Contains(id, ":publication:") || strings.Contains(id, "/publication/") {
			return r.DeletePublication(ctx, id)
		}
		return r.DeleteDocument(ctx, id)
	})
}

// Close does nothing: the server goes on.
func (r remote) Close() error { return nil }

// savedQueries returns all saved queries of the server.
func (r remote) savedQueries(ctx context.Context) (queries []api.SavedQuery, err error) {
	pages := client.All(func(cursor string) (api.Page[api.SavedQuery], error) {
		return r.SavedQueries(ctx, api.PageQuery{Limit: 1000, Cursor: cursor})
	})
	for q, err := range pages {
		if err != nil {
			return nil, r.explain(err)
		}
		queries = append(queries, q)
	}
	return queries, nil
}

// writeSubgraph copies a subgraph to out, and reports whether it is complete.
func (r remote) writeSubgraph(ctx context.Context, q api.SubgraphQuery, out io.Writer) (complete bool, err error) {
	stream, err := r.Subgraph(ctx, q)
	if err != nil {
		return false, r.explain(err)
	}
	defer stream.Close()
	if _, err := io.Copy(out, stream); err != nil {
		return false, r.explain(fmt.Errorf("/api/v1/subgraph: %w: %w", client.ErrCutOff, err))
	}
	return stream.Complete, nil
}

// check starts a check of the server's store and waits for its result.
func (r remote) check(ctx context.Context, progress func(done, total uint64)) (graph.CheckReport, error) {
	state, err := r.Check(ctx, func(state api.StoreCheck) { progress(state.Done, state.Total) })
	switch {
	case err != nil:
		return graph.CheckReport{}, r.explain(err)
	case state.Status != api.CheckSound && state.Status != api.CheckBroken:
		return graph.CheckReport{}, fmt.Errorf("the server could not finish its check (%s) %s", state.Status, state.Error)
	}
	return graph.CheckReport{Quads: state.Quads, Values: state.Values, Found: state.Found, Problems: state.Problems}, nil
}

// query runs a query and calls write with each row. The answer of Cayley's GraphQL-style language is one row.
func (r remote) query(ctx context.Context, language, text string, limit int, write func(row any) error) (query.Completeness, error) {
	options := client.QueryOptions{Limit: limit}
	if language == query.CayleyQL {
		return r.queryObject(ctx, text, options, write)
	}
	rows, err := patiently(ctx, r, func() (*client.RowStream, error) { return r.Query(ctx, language, text, options) })
	return r.writeRows(rows, err, write)
}

func (r remote) queryObject(ctx context.Context, text string, options client.QueryOptions, write func(row any) error) (query.Completeness, error) {
	result, err := patiently(ctx, r, func() (api.CayleyResult, error) { return r.QueryObject(ctx, text, options) })
	whole := query.Completeness{Complete: result.Complete, Reason: result.Reason}
	if err == nil && string(result.Data) != "null" && len(result.Data) > 0 {
		err = writeRow(result.Data, write)
	}
	if err == nil && result.Error != "" {
		err = errors.New(result.Error)
	}
	return whole, err
}

// runSavedQuery runs a saved query and calls write with each row.
func (r remote) runSavedQuery(ctx context.Context, name string, params map[string][]string, limit int, write func(row any) error) (query.Completeness, error) {
	rows, err := patiently(ctx, r, func() (*client.RowStream, error) {
		return r.RunSavedQuery(ctx, name, params, client.QueryOptions{Limit: limit})
	})
	var refused *api.Problem
	if errors.As(err, &refused) && (refused.Status == http.StatusNotFound || refused.Status == http.StatusBadRequest) {
		refused.Hint = "" // it names paths of the API
		err = &misuseError{err, "graphd query --list"}
	}
	return r.writeRows(rows, err, write)
}

// writeRows calls write with each row of a stream, unless its request has failed.
func (r remote) writeRows(rows *client.RowStream, err error, write func(row any) error) (query.Completeness, error) {
	if err != nil {
		return query.Completeness{}, err
	}
	defer rows.Close()
	for row, err := range rows.All() {
		if err != nil {
			return query.Completeness{}, r.explain(err)
		}
		if err := writeRow(row, write); err != nil {
			return query.Completeness{}, err
		}
	}
	end := rows.End()
	return query.Completeness{Complete: end.Complete, Reason: end.Reason}, nil
}

func writeRow(row json.RawMessage, write func(row any) error) error {
	var value any
	if err := json.Unmarshal(row, &value); err != nil {
		return err
	}
	return write(value)
}
