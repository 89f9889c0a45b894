package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"

	"graphd/internal/graph/query"
)

// query asks in a query language, and gives each row of the answer to write.
func (r *remote) query(ctx context.Context, language, text string, limit int, write func(row any) error) (query.Completeness, error) {
	path := "/api/v2/query?" + url.Values{"lang": {language}, "limit": {strconv.Itoa(limit)}}.Encode()
	if language == query.CayleyQL {
		return r.oneRow(ctx, path, []byte(text), write)
	}
	return r.rows(ctx, http.MethodPost, path, []byte(text), write)
}

// oneRow asks in GraphQL, whose answer is one object.
func (r *remote) oneRow(ctx context.Context, path string, body []byte, write func(row any) error) (query.Completeness, error) {
	var answer struct {
		Data  any
		Error string
		query.Completeness
	}
	if err := r.call(ctx, http.MethodPost, path, "text/plain", body, &answer); err != nil {
		return answer.Completeness, err
	}
	if answer.Data != nil {
		if err := write(answer.Data); err != nil {
			return answer.Completeness, err
		}
	}
	if answer.Error != "" {
		return answer.Completeness, errors.New(answer.Error)
	}
	return answer.Completeness, nil
}

// savedQuery asks a saved query of the server's.
func (r *remote) savedQuery(ctx context.Context, name string, params map[string][]string, limit int, write func(row any) error) (query.Completeness, error) {
	values := url.Values(params)
	values.Set("limit", strconv.Itoa(limit))
	whole, err := r.rows(ctx, http.MethodGet, "/api/v1/queries/"+url.PathEscape(name)+"?"+values.Encode(), nil, write)
	var refused *problem
	if errors.As(err, &refused) && (refused.Status == http.StatusNotFound || refused.Status == http.StatusBadRequest) {
		refused.Hint = "" // which is for programs
		err = &misuseError{err, "graphd query --list"}
	}
	return whole, err
}

// rows makes a request whose answer is rows, and gives each to write as it comes.
func (r *remote) rows(ctx context.Context, method, path string, body []byte, write func(row any) error) (whole query.Completeness, err error) {
	answer, err := r.send(ctx, method, path, "application/x-ndjson", "text/plain", body)
	if err != nil {
		return whole, err
	}
	defer answer.Close()
	lines := json.NewDecoder(answer)
	last, err := nextLine(lines)
	for err == nil {
		var next json.RawMessage
		if next, err = nextLine(lines); err != nil {
			break
		}
		var row any
		if err := json.Unmarshal(last, &row); err != nil {
			return whole, r.strange(path, err)
		}
		if err := write(row); err != nil {
			return whole, err
		}
		last = next
	}
	if !errors.Is(err, io.EOF) {
		return whole, fmt.Errorf("%s: the answer broke off: %w", r.url, err)
	}
	return r.ending(path, last)
}

func nextLine(lines *json.Decoder) (line json.RawMessage, err error) {
	err = lines.Decode(&line)
	return line, err
}

// ending reads the record that ends an answer: whether the rows are all, or what ended them.
func (r *remote) ending(path string, line json.RawMessage) (query.Completeness, error) {
	var end struct {
		Complete *bool
		Reason   string
		Error    string
	}
	err := json.Unmarshal(line, &end)
	if err == nil && end.Complete == nil {
		err = errors.New("its end is missing")
	}
	switch {
	case err != nil:
		return query.Completeness{}, r.strange(path, err)
	case end.Error != "":
		return query.Completeness{}, errors.New(end.Error)
	}
	return query.Completeness{Complete: *end.Complete, Reason: end.Reason}, nil
}
