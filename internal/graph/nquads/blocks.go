package nquads

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// A Block holds whole lines of a file; the last line may lack its newline.
type Block struct {
	Text  []byte
	First int // number of the first line, from 1
	Lines int
}

// Blocks cuts a file into blocks of whole lines, so that several can be parsed concurrently.
type Blocks struct {
	in   io.Reader
	rest []byte // the beginning of the next block
	line int    // lines returned so far
	end  bool
}

// NewBlocks returns the blocks of uncompressed N-Quads. See Decompress for compressed input.
func NewBlocks(in io.Reader) *Blocks { return &Blocks{in: in} }

// Next returns the next block, io.EOF after the last. The block is read into buf, or into a larger buffer if a line does
// not fit.
func (b *Blocks) Next(buf []byte) (Block, error) {
	n := 0
	for buf = room(buf, len(b.rest)); ; buf = room(buf, n+1) {
		if n == 0 {
			n = copy(buf, b.rest)
			b.rest = b.rest[:0]
		}
		if err := b.fill(buf, &n); err != nil {
			return Block{}, fmt.Errorf("after line %d: %w", b.line+bytes.Count(buf[:n], newline), err)
		}
		cut := bytes.LastIndexByte(buf[:n], '\n') + 1
		if b.end {
			cut = n
		}
		switch {
		case cut > 0:
			b.rest = append(b.rest, buf[cut:n]...)
			return b.block(buf[:cut]), nil
		case b.end:
			return Block{}, io.EOF
		case n > maxLine:
			return Block{}, tooLong(b.line + 1)
		}
	}
}

var newline = []byte{'\n'}

// fill reads until buf is full or the file ends.
func (b *Blocks) fill(buf []byte, n *int) error {
	for *n < len(buf) && !b.end {
		got, err := b.in.Read(buf[*n:])
		*n += got
		if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			b.end = true
		} else if err != nil {
			return err
		}
	}
	return nil
}

func (b *Blocks) block(text []byte) Block {
	lines := bytes.Count(text, newline)
	if text[len(text)-1] != '\n' {
		lines++
	}
	first := b.line + 1
	b.line += lines
	return Block{Text: text, First: first, Lines: lines}
}

// room returns buf with space for more than n bytes, keeping its contents.
func room(buf []byte, n int) []byte {
	if n < len(buf) {
		return buf
	}
	larger := make([]byte, max(2*n, 64<<10))
	copy(larger, buf)
	return larger
}

// Each calls use with each line of the block, without its newline, and its number. It stops at the first error and
// returns it.
func (b Block) Each(use func(line []byte, number int) error) error {
	text := b.Text
	for number := b.First; len(text) > 0; number++ {
		line := text
		if n := bytes.IndexByte(text, '\n'); n >= 0 {
			line, text = text[:n], text[n+1:]
		} else {
			text = nil
		}
		if err := use(line, number); err != nil {
			return err
		}
	}
	return nil
}
