package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"graphd/internal/graph/query"
	"graphd/internal/graph/savedquery"
	"graphd/internal/ingest/document"
	"graphd/internal/library"
)

// remote is the place that a graphd server is.
type remote struct {
	url    string
	client http.Client
}

func newRemote(server serverURL) *remote {
	return &remote{url: string(server), client: http.Client{Timeout: remoteTimeout}}
}

// remoteTimeout is longer than a server takes for any request.
const remoteTimeout = 5 * time.Minute

// problem is what a server says went wrong: its problem documents, and the errors of Cayley's paths.
type problem struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
	Hint   string `json:"hint"`
	Cayley string `json:"error"`
	Errors []struct{ Location, Message string }
}

// Error is the problem with each fault's place and the server's next step, in one line.
func (p *problem) Error() string {
	message := cmp.Or(p.Detail, p.Cayley, p.Title, http.StatusText(p.Status))
	for _, fault := range p.Errors {
		message += fmt.Sprintf("; %s: %s", strings.TrimPrefix(fault.Location, "query."), fault.Message)
	}
	if p.Hint != "" && len(p.Errors) == 0 {
		message += "; " + strings.ToLower(p.Hint[:1]) + strings.TrimSuffix(p.Hint[1:], ".")
	}
	return message
}

// sentDocument is a document as a server takes it.
type sentDocument struct {
	ID        string        `json:"id"`
	Text      string        `json:"text"`
	Title     string        `json:"title"`
	Authors   []string      `json:"authors"`
	Publisher string        `json:"publisher"`
	Keywords  []string      `json:"keywords"`
	Issued    string        `json:"issued"`
	Language  string        `json:"language"`
	URL       string        `json:"url"`
	Kind      document.Kind `json:"kind"`
	MediaType string        `json:"mediaType"`
}

// add sends a document as it was read here, so that the server keeps the same version of it as a store would.
func (r *remote) add(ctx context.Context, doc document.Document) (added, error) {
	meta := doc.Meta
	body, err := json.Marshal(sentDocument{
		ID: meta.Identifier, Text: doc.Text.String(), Title: meta.Title, Authors: meta.Authors, Publisher: meta.Publisher,
		Keywords: meta.Keywords,
		Issued:   meta.Issued.String(), Language: meta.Language, URL: meta.URL, Kind: meta.Kind,
		MediaType: meta.MediaType,
	})
	if err != nil {
		return added{}, err
	}
	var answer struct {
		Status       library.Status
		Attributions []struct{}
		Quads        struct{ Added, Removed int }
	}
	if err := r.call(ctx, http.MethodPost, "/api/v1/documents", "application/json", body, &answer); err != nil {
		return added{}, fmt.Errorf("%s: %w", meta.Name, err)
	}
	return added{answer.Status, len(answer.Attributions), answer.Quads.Added, answer.Quads.Removed}, nil
}

func (r *remote) withdraw(ctx context.Context, id string) (removed int, err error) {
	var answer struct{ Quads struct{ Removed int } }
	err = r.call(ctx, http.MethodDelete, "/api/v1/documents/"+url.PathEscape(id), "", nil, &answer)
	return answer.Quads.Removed, err
}

func (r *remote) savedQueries(ctx context.Context) ([]savedquery.Definition, error) {
	var answer struct{ Items []savedquery.Definition }
	err := r.call(ctx, http.MethodGet, "/api/v1/queries?limit=1000", "", nil, &answer)
	return answer.Items, err
}

// subgraph copies a subgraph to out, and says whether it is complete.
func (r *remote) subgraph(ctx context.Context, query url.Values, out io.Writer) (complete bool, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.url+"/api/v1/subgraph?"+query.Encode(), nil)
	if err != nil {
		return false, err
	}
	response, err := r.client.Do(request)
	if err != nil {
		return false, unreachable(err)
	}
	defer response.Body.Close()
	if response.StatusCode >= http.StatusBadRequest {
		answer, err := io.ReadAll(response.Body)
		if err != nil {
			return false, fmt.Errorf("%s: the answer broke off: %w", r.url, err)
		}
		return false, readProblem(response.StatusCode, answer)
	}
	if _, err := io.Copy(out, response.Body); err != nil {
		return false, fmt.Errorf("%s: the answer broke off: %w", r.url, err)
	}
	return response.Header.Get("Graphd-Complete") == "true", nil
}

// Close does nothing: a server is not ours to close.
func (r *remote) Close() error { return nil }

// call makes a request, and decodes the answer's JSON into into, if that is not nil.
func (r *remote) call(ctx context.Context, method, path, mediaType string, body []byte, into any) error {
	answer, err := r.send(ctx, method, path, "application/json", mediaType, body)
	if err != nil {
		return err
	}
	defer answer.Close()
	text, err := io.ReadAll(answer)
	if err != nil {
		return fmt.Errorf("%s: the answer broke off: %w", r.url, err)
	}
	if into == nil {
		return nil
	}
	if err := json.Unmarshal(text, into); err != nil {
		return r.strange(path, err)
	}
	return nil
}

func (r *remote) strange(path string, err error) error {
	return fmt.Errorf("%s%s: the answer is not what graphd gives (%w); is this a graphd server?", r.url, path, err)
}

// send makes a request. While the server says that it is busy, it waits and asks again. An answer that is no success is a
// *problem; the other is to be closed.
func (r *remote) send(ctx context.Context, method, path, accept, mediaType string, body []byte) (io.ReadCloser, error) {
	for {
		response, err := r.try(ctx, method, path, accept, mediaType, body)
		if err != nil {
			return nil, err
		}
		if response.StatusCode < http.StatusBadRequest {
			return response.Body, nil
		}
		answer, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: the answer broke off: %w", r.url, err)
		}
		seconds, _ := strconv.Atoi(response.Header.Get("Retry-After")) // absent: no wait
		if response.StatusCode != http.StatusTooManyRequests || seconds <= 0 {
			return nil, readProblem(response.StatusCode, answer)
		}
		if err := sleep(ctx, time.Duration(seconds)*time.Second); err != nil {
			return nil, err
		}
	}
}

// try makes a request once.
func (r *remote) try(ctx context.Context, method, path, accept, mediaType string, body []byte) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, r.url+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", accept)
	if mediaType != "" {
		request.Header.Set("Content-Type", mediaType)
	}
	response, err := r.client.Do(request)
	if err != nil {
		return nil, unreachable(err)
	}
	return response, nil
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

func readProblem(status int, answer []byte) error {
	p := &problem{}
	if err := json.Unmarshal(answer, p); err != nil {
		p = &problem{Title: fmt.Sprintf("%s: %.200s", http.StatusText(status), answer)}
	}
	p.Status = status
	return p
}

// unreachable says what to do about a server that does not answer.
func unreachable(err error) error {
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, query.ErrTimeout):
		return fmt.Errorf("%w: the server has not answered", query.ErrTimeout)
	}
	var failed *url.Error
	if errors.As(err, &failed) {
		if base, _, ok := strings.Cut(failed.URL, "/api/"); ok {
			failed.URL = base
		}
		err = fmt.Errorf("%s: %w", failed.URL, failed.Err)
	}
	return fmt.Errorf("%w; start it with `graphd serve`, or name another with --server", err)
}
