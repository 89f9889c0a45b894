package client

import (
	"bytes"
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

	"graphd/api"
)

// Errors of an exchange with something that does not answer as graphd does.
var (
	ErrForeignAnswer = errors.New("the answer is not graphd's")
	ErrCutOff        = errors.New("the answer was cut off")
)

// Client makes requests to one graphd server. It is safe for concurrent use.
type Client struct {
	base string // without a slash at its end

	// HTTP makes the requests. Set it before the first one to change timeouts or transports.
	HTTP *http.Client
}

// New returns a client of the server at baseURL, such as "http://127.0.0.1:8080".
func New(baseURL string) (*Client, error) {
	u, err := url.Parse(baseURL)
	if err != nil {
		return nil, fmt.Errorf("server address: %w", err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("server address %q: want an http or https address, such as http://127.0.0.1:8080", baseURL)
	}
	return &Client{base: strings.TrimSuffix(baseURL, "/"), HTTP: http.DefaultClient}, nil
}

// BaseURL returns the address of the server.
func (c *Client) BaseURL() string { return c.base }

const (
	jsonType   = "application/json"
	ndjsonType = "application/x-ndjson"
	textType   = "text/plain; charset=utf-8"
)

// exchange is one request: its method, its path with the query string, the media type that it accepts, and its body.
type exchange struct {
	method, path string
	accept       string // application/json if ""
	body         io.Reader
	bodyType     string
}

// call makes a request and decodes the JSON of its answer into out, unless that is nil.
func (c *Client) call(ctx context.Context, x exchange, out any) error {
	response, err := c.send(ctx, x)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return fmt.Errorf("%s: %w: %w", x.path, ErrCutOff, err)
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(answer, out); err != nil {
		return fmt.Errorf("%s: %w: %w", x.path, ErrForeignAnswer, err)
	}
	return nil
}

// get makes a GET request for JSON with the parameters of query, a struct with query tags.
func (c *Client) get(ctx context.Context, path string, out any, queries ...any) error {
	return c.call(ctx, exchange{method: http.MethodGet, path: address(path, parameters(queries...))}, out)
}

// send makes a request. An answer with an error status becomes an *api.Problem; the caller closes the body of any other.
func (c *Client) send(ctx context.Context, x exchange) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, x.method, c.base+x.path, x.body)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", x.accept)
	if x.accept == "" {
		request.Header.Set("Accept", jsonType)
	}
	if x.bodyType != "" {
		request.Header.Set("Content-Type", x.bodyType)
	}
	response, err := c.HTTP.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode < http.StatusBadRequest {
		return response, nil
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", x.path, ErrCutOff, err)
	}
	return nil, problemOf(response, answer)
}

// problemOf reads the problem of an answer. Cayley's paths have an object with the field "error" instead of a problem
// document; anything else becomes the problem's title.
func problemOf(response *http.Response, answer []byte) *api.Problem {
	var document struct {
		api.Problem
		Cayley string `json:"error"`
	}
	status := response.StatusCode
	if err := json.Unmarshal(answer, &document); err != nil {
		return &api.Problem{Status: status, Title: fmt.Sprintf("%s: %.200s", http.StatusText(status), answer)}
	}
	p := document.Problem
	if p.Detail == "" {
		p.Detail = document.Cayley
	}
	p.Status = status
	if seconds, err := strconv.Atoi(response.Header.Get("Retry-After")); err == nil {
		p.RetryAfter = time.Duration(seconds) * time.Second
	}
	return &p
}

// jsonBody returns v as the body of a request.
func jsonBody(v any) (io.Reader, error) {
	body, err := json.Marshal(v)
	return bytes.NewReader(body), err
}

// Live reports an error unless the server answers requests.
func (c *Client) Live(ctx context.Context) error { return c.get(ctx, "/livez", nil) }

// Ready reports an error unless the server can read its store.
func (c *Client) Ready(ctx context.Context) error { return c.get(ctx, "/readyz", nil) }
