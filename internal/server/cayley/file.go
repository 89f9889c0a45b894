package cayley

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
	"graphd/internal/server/web"
)

// nquadsField is the field of the form that contains the file; Cayley's clients use this name.
const nquadsField = "NQuadFile"

// WriteFileV1 adds the quads of an N-Quads file in a form. The file may be compressed with gzip or bzip2.
func (h *Handlers) WriteFileV1(ctx context.Context, in *quadsRequest) (*written, error) {
	mediaType, parameters, err := mime.ParseMediaType(in.MediaType())
	if err != nil || mediaType != web.MultipartForm {
		return nil, fmt.Errorf("Content-Type %q: %w: send the file as %s, in the field %s", in.MediaType(), web.ErrMediaType, web.MultipartForm, nquadsField)
	}
	content, err := in.Open(h.MaxQuads)
	if err != nil {
		return nil, err
	}
	file, err := filePart(multipart.NewReader(content, parameters["boundary"]))
	if err != nil {
		return nil, err
	}
	plain, err := h.decompressed(file)
	if err != nil {
		return nil, web.BodyError("file", err)
	}
	quads, err := quadsOf(plain, nquadsFormat)
	if err != nil {
		return nil, err
	}
	if _, err := h.Store.Apply(ctx, graph.Edit{Add: quads}); err != nil {
		return nil, err
	}
	return writtenQuads("wrote", len(quads)), nil
}

// filePart returns the file of a form.
func filePart(form *multipart.Reader) (io.Reader, error) {
	for {
		part, err := form.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return nil, fmt.Errorf("%w: the form has no field %s", web.ErrBody, nquadsField)
		case err != nil:
			return nil, web.BodyError("form", err)
		case part.FormName() == nquadsField:
			return part, nil
		}
	}
}

// decompressed returns the content of a file that may be compressed with gzip or bzip2, limited to MaxQuads bytes.
func (h *Handlers) decompressed(file io.Reader) (*web.LimitedReader, error) {
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
	return web.LimitReader(plain, h.MaxQuads), nil
}
