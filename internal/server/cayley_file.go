package server

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"

	"graphd/internal/graph"
)

// nquadsField is the form's field that has the file, as Cayley names it.
const nquadsField = "NQuadFile"

// writeFileV1 adds the quads of an N-Quads file in a form; it may be packed with gzip or bzip2.
func (s *Server) writeFileV1(ctx context.Context, in *quadsRequest) (*written, error) {
	mediaType, parameters, err := mime.ParseMediaType(in.mediaType)
	if err != nil || mediaType != multipartForm {
		return nil, fmt.Errorf("Content-Type %q: %w: send the file as %s, in the field %s", in.mediaType, errMediaType, multipartForm, nquadsField)
	}
	content, err := in.open(s.limits.Quads)
	if err != nil {
		return nil, err
	}
	file, err := filePart(multipart.NewReader(content, parameters["boundary"]))
	if err != nil {
		return nil, err
	}
	plain, err := s.unpacked(file)
	if err != nil {
		return nil, bodyError("file", err)
	}
	quads, err := quadsOf(plain, nquadsFormat)
	if err != nil {
		return nil, err
	}
	if _, err := s.store.Apply(ctx, graph.Edit{Add: quads}); err != nil {
		return nil, err
	}
	return writtenQuads("wrote", len(quads)), nil
}

// filePart is the file in a form.
func filePart(form *multipart.Reader) (io.Reader, error) {
	for {
		part, err := form.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return nil, fmt.Errorf("%w: the form has no field %s", errBody, nquadsField)
		case err != nil:
			return nil, bodyError("form", err)
		case part.FormName() == nquadsField:
			return part, nil
		}
	}
}

// unpacked is a file as it was before gzip or bzip2, and no longer than a body may be.
func (s *Server) unpacked(file io.Reader) (*limited, error) {
	in := bufio.NewReader(file)
	magic, err := in.Peek(3)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	var plain io.Reader = in
	switch {
	case bytes.Equal(magic, []byte("BZh")):
		plain = bzip2.NewReader(in)
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		if plain, err = gzip.NewReader(in); err != nil {
			return nil, err
		}
	}
	return &limited{r: plain, left: s.limits.Quads, limit: s.limits.Quads}, nil
}
