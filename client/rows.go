package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"graphd/api"
)

// RowStream reads the rows of a query as they arrive.
type RowStream struct {
	path  string
	body  io.ReadCloser
	lines *json.Decoder
	end   api.StreamEnd
}

// rows makes a request whose answer is NDJSON.
func (c *Client) rows(ctx context.Context, x exchange) (*RowStream, error) {
	x.accept = ndjsonType
	response, err := c.send(ctx, x) //nolint:bodyclose // RowStream.Close closes it
	if err != nil {
		return nil, err
	}
	return &RowStream{path: x.path, body: response.Body, lines: json.NewDecoder(response.Body)}, nil
}

// All returns an iterator over the rows; it can be used once. It yields an error and stops where the query failed after its
// first rows, and where the stream was cut off.
func (s *RowStream) All() iter.Seq2[json.RawMessage, error] {
	return func(yield func(json.RawMessage, error) bool) {
		var last json.RawMessage
		for first := true; ; first = false {
			var line json.RawMessage
			err := s.lines.Decode(&line)
			if errors.Is(err, io.EOF) && !first {
				if err := s.readEnd(last); err != nil {
					yield(nil, err)
				}
				return
			}
			if err != nil {
				yield(nil, s.decodeError(err))
				return
			}
			if !first && !yield(last, nil) {
				return
			}
			last = line
		}
	}
}

// readEnd reads the record that ends the stream.
func (s *RowStream) readEnd(line json.RawMessage) error {
	var end struct {
		api.StreamEnd
		Complete *bool `json:"complete"`
	}
	if err := json.Unmarshal(line, &end); err != nil {
		return fmt.Errorf("%s: %w: %w", s.path, ErrForeignAnswer, err)
	}
	if end.Complete == nil {
		return fmt.Errorf("%s: %w: the record at its end is missing", s.path, ErrCutOff)
	}
	s.end = end.StreamEnd
	s.end.Complete = *end.Complete
	if s.end.Error != "" {
		return errors.New(s.end.Error)
	}
	return nil
}

func (s *RowStream) decodeError(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("%s: %w: %w", s.path, ErrForeignAnswer, err)
	}
	return fmt.Errorf("%s: %w: %w", s.path, ErrCutOff, err)
}

// End returns the record that ends the stream: whether the rows are complete, and why not. It is known when the iterator of
// All has yielded every row.
func (s *RowStream) End() api.StreamEnd { return s.end }

// Close ends the request. Rows that were not read are dropped.
func (s *RowStream) Close() error { return s.body.Close() }
