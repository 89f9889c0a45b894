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
	"path/filepath"
)

// Input is a file or a stream to read documents from.
type Input struct {
	// Name is the file's path, or what messages call the stream. Without Content the file of that name is read.
	Name string
	// Content is read once, and closed where it can be.
	Content io.Reader
	// MediaType is the format where it is known, with a charset if wanted: "text/html; charset=utf-8".
	// Without it the name's extension decides, else the content.
	MediaType string
	// Identifier is what stays the same when the document changes, for inputs whose documents state neither an id nor
	// an address. Without it a file has its path; a stream's document has its own ID, so that it supersedes nothing.
	Identifier string
}

// Limits bound what is read. The zero Limits is a sound default.
type Limits struct {
	// Bytes is the greatest size of one document's input: of a file, or of a line of JSON Lines, which may hold any
	// number of them. 32 MiB where it is 0.
	Bytes int64
}

const defaultBytes = 32 << 20

func (l Limits) bytes() int64 {
	if l.Bytes > 0 {
		return l.Bytes
	}
	return defaultBytes
}

// Read yields the documents of an input in order, and an *Error for each that cannot be read; the documents after it
// follow. It stops with ctx, whose error it yields. The sequence can be gone through once where Content is set.
func Read(ctx context.Context, in Input, limits Limits) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		r := reader{ctx: ctx, in: in, limit: limits.bytes(), yield: yield}
		if err := r.read(); err != nil {
			r.fail(err)
		}
	}
}

// reader goes through one input.
type reader struct {
	ctx     context.Context
	in      Input
	limit   int64
	yield   func(Document, error) bool
	stopped bool // the consumer wants no more
}

// headLen is how much of an input is looked at to tell what it is.
const headLen = 64 << 10

func (r *reader) read() error {
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
		return hinted(ErrEmpty, "leave it out")
	}
	return r.readWhole(format, data)
}

// readWhole makes documents of the whole content of an input.
func (r *reader) readWhole(f format, data []byte) error {
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
	r.emit(doc, f, place{})
	return nil
}

func (r *reader) open() (io.Reader, error) {
	if r.in.Content != nil {
		return r.in.Content, nil
	}
	file, err := os.Open(r.in.Name)
	if err != nil {
		return nil, openError(err)
	}
	if info, err := file.Stat(); err == nil && info.IsDir() {
		file.Close()
		return nil, hinted(ErrFolder, "expand it with Files, or name the files in it")
	}
	return file, nil
}

// openError keeps what went wrong; the path stands in front of it already.
func openError(err error) *Error {
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
	return hinted(err, hint)
}

// checkFileSize refuses a file that is too large before it is read.
func (r *reader) checkFileSize() error {
	if r.in.Content != nil {
		return nil
	}
	info, err := os.Stat(r.in.Name)
	if err == nil && info.Mode().IsRegular() && info.Size() > r.limit {
		return hinted(fmt.Errorf("%w: %s, the limit is %s", ErrTooLarge, megabytes(info.Size()), megabytes(r.limit)), splitHint)
	}
	return nil
}

const splitHint = "split it into documents, or raise the limit"

func tooLarge(limit int64) *Error {
	return hinted(fmt.Errorf("%w: more than %s", ErrTooLarge, megabytes(limit)), splitHint)
}

func megabytes(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
}

// place is where in an input a document stands; the zero place is the whole input.
type place struct{ line, item int }

func (p place) number() int { return max(p.line, p.item) }

// emit yields a document, completed with what the input knows.
func (r *reader) emit(doc Document, f format, at place) {
	meta := doc.Meta
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
	r.stopped = !r.yield(newDocument(doc.Text, meta), nil)
}

func (r *reader) identifier() string {
	if r.in.Identifier == "" && r.in.Content == nil {
		return filepath.ToSlash(filepath.Clean(r.in.Name))
	}
	return r.in.Identifier
}

// fail yields an error with the input's name.
func (r *reader) fail(err error) { r.failAt(place{}, err) }

func (r *reader) failAt(at place, err error) {
	var e *Error
	if !errors.As(err, &e) {
		e = &Error{Err: err}
	}
	e.Name, e.Line, e.Item = r.in.Name, at.line, at.item
	r.stopped = !r.yield(Document{}, e)
}
