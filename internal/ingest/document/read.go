package document

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"

	"graphd/internal/ingest/imprint"
)

// An Input is a file or a stream with documents.
type Input struct {
	// Name is the path of the file, or the name of the stream for messages. If Content is nil, this file is read.
	Name string
	// Content is read once, and closed if it is an io.Closer.
	Content io.Reader
	// MediaType is the format, if it is known, optionally with a charset: "text/html; charset=utf-8". If it is empty,
	// the extension of the name or else the content determines the format.
	MediaType string
	// Identifier identifies the document in all its versions, if the document states neither an id nor a URL. The
	// default for a file is that of FileIdentifier. A stream has none, so that it never replaces another one. A path in a
	// file system does not become part of the graph: only the name of the file and a hash of the directory do.
	Identifier string
}

// ReadLimits bounds what is read. The zero value is a reasonable default.
type ReadLimits struct {
	// Bytes is the maximum size of the input of one document: of a file, or of one line of JSON Lines. The number of
	// lines is not limited. 0 means 32 MiB.
	Bytes int64
}

// defaultBytes is the default of ReadLimits.Bytes, chosen by hand: a long book has about 1 MiB.
const defaultBytes = 32 << 20

func (l ReadLimits) bytes() int64 {
	if l.Bytes > 0 {
		return l.Bytes
	}
	return defaultBytes
}

// Read yields the documents of an input in order, and a *ReadError for each one that cannot be read. When ctx ends,
// Read yields its error and stops. If Content is set, the sequence can be iterated only once.
func Read(ctx context.Context, in Input, limits ReadLimits) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		r := inputReader{ctx: ctx, in: in, limit: limits.bytes(), yield: yield}
		if err := r.read(); err != nil {
			r.fail(err)
		}
	}
}

// An inputReader reads one input.
type inputReader struct {
	ctx     context.Context
	in      Input
	limit   int64
	yield   func(Document, error) bool
	stopped bool // the consumer has stopped the iteration
}

// headLen is the number of bytes of an input from which its kind and format are determined.
const headLen = 64 << 10

// read yields the documents of the input. It returns an error that concerns the whole input.
func (r *inputReader) read() error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	content, err := r.open()
	if err != nil {
		return err
	}
	if c, ok := content.(io.Closer); ok {
		defer c.Close()
	}
	buffered := bufio.NewReaderSize(content, headLen)
	head, err := buffered.Peek(headLen)
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read: %w", err)
	}
	format, err := detect(r.in, head)
	if err != nil {
		return err
	}
	if format == jsonLines {
		return r.readLines(decodeStream(buffered, head))
	}
	if err := r.checkFileSize(); err != nil {
		return err
	}
	data, err := io.ReadAll(io.LimitReader(buffered, r.limit+1))
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	if int64(len(data)) > r.limit {
		return tooLarge(r.limit)
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return withHint(ErrEmpty, "leave it out")
	}
	return r.readWhole(format, data)
}

// readWhole yields the documents of an input that has been read completely.
func (r *inputReader) readWhole(f inputFormat, data []byte) error {
	s, err := decode(data, r.in.MediaType, f == htmlPage)
	if err != nil {
		return err
	}
	var doc Document
	switch f {
	case jsonDocument:
		return r.readJSON(s)
	case markdown:
		doc, err = readMarkdown(s)
	case htmlPage:
		doc, err = readHTML(s)
	default:
		doc, err = readPlain(s)
	}
	if err != nil {
		return err
	}
	r.emit(doc, f, recordPosition{})
	return nil
}

// open returns the content of the input.
func (r *inputReader) open() (io.Reader, error) {
	if r.in.Content != nil {
		return r.in.Content, nil
	}
	file, err := os.Open(r.in.Name)
	if err != nil {
		return nil, openError(err)
	}
	if info, err := file.Stat(); err == nil && info.IsDir() {
		file.Close()
		return nil, withHint(ErrFolder, "name the files in the directory")
	}
	return file, nil
}

// openError returns an error of the operating system with a hint and without the path, which messages begin with.
func openError(err error) *ReadError {
	var path *fs.PathError
	hint := ""
	switch {
	case errors.Is(err, fs.ErrNotExist):
		hint = "check the path"
	case errors.Is(err, fs.ErrPermission):
		hint = "make it readable"
	}
	if errors.As(err, &path) {
		err = path.Err
	}
	return withHint(err, hint)
}

// checkFileSize returns ErrTooLarge for a file that is too large, before it is read.
func (r *inputReader) checkFileSize() error {
	if r.in.Content != nil {
		return nil
	}
	info, err := os.Stat(r.in.Name)
	if err == nil && info.Mode().IsRegular() && info.Size() > r.limit {
		return withHint(fmt.Errorf("%w: %s, the limit is %s", ErrTooLarge, megabytes(info.Size()), megabytes(r.limit)), splitHint)
	}
	return nil
}

const splitHint = "split it into documents, or raise the limit"

func tooLarge(limit int64) *ReadError {
	return withHint(fmt.Errorf("%w: more than %s", ErrTooLarge, megabytes(limit)), splitHint)
}

func megabytes(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
}

// A recordPosition is the position of a document in an input, from 1: a line of JSON Lines or an item of a JSON list. The
// zero value means the whole input.
type recordPosition struct{ line, item int }

func (p recordPosition) number() int { return max(p.line, p.item) }

// emit completes the metadata of a document from its text and the input, and yields it.
func (r *inputReader) emit(doc Document, f inputFormat, at recordPosition) {
	meta := doc.Meta.completed(imprint.Of(doc.Text.String()))
	if meta.MediaType == "" {
		meta.MediaType = f.mediaType()
	}
	name, identifier := r.in.Name, r.identifier()
	if n := at.number(); n > 0 {
		name = fmt.Sprintf("%s:%d", name, n)
		if identifier != "" {
			identifier = fmt.Sprintf("%s#%d", identifier, n)
		}
	}
	if meta.Name == "" {
		meta.Name = name
	}
	if meta.Identifier == "" {
		meta.Identifier = meta.URL
	}
	if meta.Identifier == "" {
		meta.Identifier = identifier
	}
	meta.Identifier = withoutPath(meta.Identifier)
	r.stopped = !r.yield(newDocument(doc.Text, meta), nil)
}

// identifier returns the identifier of the input; "" for a stream without one.
func (r *inputReader) identifier() string {
	if r.in.Identifier == "" && r.in.Content == nil {
		return FileIdentifier(r.in.Name)
	}
	return r.in.Identifier
}

// fail yields an error about the whole input.
func (r *inputReader) fail(err error) { r.failAt(recordPosition{}, err) }

// failAt yields an error with the name of the input and the position.
func (r *inputReader) failAt(at recordPosition, err error) {
	var e *ReadError
	if !errors.As(err, &e) {
		e = &ReadError{Err: err}
	}
	e.Name, e.Line, e.Item = r.in.Name, at.line, at.item
	r.stopped = !r.yield(Document{}, e)
}
