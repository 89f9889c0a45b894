package bulk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/cayleygraph/quad"
	"github.com/cespare/xxhash/v2"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/pebblestore/codec"
)

// lineBlock is a block of lines and the quads in it.
type lineBlock struct {
	lines nquads.Block
	err   error // of reading; io.EOF after the last block
	text  []byte
	terms []byte        // encodings of values
	quads [][4]valueRef // by position; a missing label has size 0
	bad   []error       // *nquads.LineError
	read  chan struct{} // receives when the block is parsed
}

// valueRef locates the encoding of a value in its block.
type valueRef struct {
	hash        uint64
	begin, size uint32
}

func (b *lineBlock) encoding(r valueRef) []byte { return b.terms[r.begin : r.begin+r.size] }

const (
	blockBytes = 512 << 10
	blocks     = 8 // in progress at a time
	parsers    = 2 // goroutines
)

// eachBlock parses blocks of lines concurrently and calls use with them in the order of the input, until either fails.
func eachBlock(ctx context.Context, in io.Reader, size int, use func(*lineBlock) error) error {
	ctx, cancel := context.WithCancel(ctx)
	var work sync.WaitGroup
	defer work.Wait()
	defer cancel()
	free, todo, inOrder := make(chan *lineBlock, blocks), make(chan *lineBlock, blocks), make(chan *lineBlock, blocks)
	for range blocks {
		free <- &lineBlock{text: make([]byte, size), read: make(chan struct{}, 1)}
	}
	work.Go(func() { readBlocks(ctx, in, free, todo, inOrder) })
	for range parsers {
		work.Go(func() {
			for b := range todo {
				b.parse()
				b.read <- struct{}{}
			}
		})
	}
	for b := range inOrder {
		<-b.read
		if errors.Is(b.err, io.EOF) {
			return ctx.Err()
		}
		if b.err != nil {
			return b.err
		}
		if err := errors.Join(ctx.Err(), use(b)); err != nil {
			return err
		}
		free <- b
	}
	return ctx.Err()
}

// readBlocks reads blocks until the end of the input. The last block has an error.
func readBlocks(ctx context.Context, in io.Reader, free <-chan *lineBlock, todo, inOrder chan<- *lineBlock) {
	defer close(todo)
	defer close(inOrder)
	cut := nquads.NewBlocks(in)
	for {
		select {
		case <-ctx.Done():
			return
		case b := <-free:
			if b.lines, b.err = cut.Next(b.text); b.err == nil && cap(b.lines.Text) <= 4*blockBytes {
				b.text = b.lines.Text[:cap(b.lines.Text)]
			}
			todo <- b
			inOrder <- b
			if b.err != nil {
				return
			}
		}
	}
}

// parse parses the lines of the block.
func (b *lineBlock) parse() {
	b.terms, b.quads, b.bad = b.terms[:0], b.quads[:0], nil
	if b.err != nil {
		return
	}
	var before [4][]byte // terms of the preceding line; subject and label often repeat
	_ = b.lines.Each(func(line []byte, number int) error {
		terms, n, ok := nquads.Terms(line)
		if ok && n == 0 {
			return nil
		}
		if !ok || b.add(terms, n, &before) != nil {
			if ok, err := b.addByParser(line); err != nil {
				b.bad = append(b.bad, &nquads.LineError{Line: number, Err: err})
			} else if ok {
				before = [4][]byte{}
			}
		}
		return nil
	})
}

// add appends the quad of a line, given its n terms.
func (b *lineBlock) add(terms [4][]byte, n int, before *[4][]byte) error {
	var refs [4]valueRef
	mark := len(b.terms)
	for i, term := range terms[:n] {
		if len(before[i]) > 0 && string(before[i]) == string(term) {
			refs[i] = b.quads[len(b.quads)-1][i]
			continue
		}
		begin := len(b.terms)
		var err error
		if b.terms, err = appendTerm(b.terms, term); err != nil {
			b.terms = b.terms[:mark]
			return err
		}
		refs[i] = b.ref(begin)
	}
	*before = terms
	b.quads = append(b.quads, refs)
	return nil
}

// addByParser appends the quad of a line that Terms does not split, by the full parser. ok is false if the line is blank.
func (b *lineBlock) addByParser(line []byte) (ok bool, err error) {
	q, ok, err := nquads.ParseLine(line)
	if err != nil || !ok {
		return false, err
	}
	var refs [4]valueRef
	for _, d := range quad.Directions {
		v := q.Get(d)
		if v == nil {
			continue
		}
		begin := len(b.terms)
		encoded, err := codec.EncodeValue(v)
		if err != nil {
			return false, err
		}
		b.terms = append(b.terms, encoded...)
		refs[codec.PositionOf(d)] = b.ref(begin)
	}
	b.quads = append(b.quads, refs)
	return true, nil
}

func (b *lineBlock) ref(begin int) valueRef {
	return valueRef{hash: xxhash.Sum64(b.terms[begin:]), begin: uint32(begin), size: uint32(len(b.terms) - begin)}
}

// appendTerm appends the encoding of a term in N-Quads syntax.
func appendTerm(b, term []byte) ([]byte, error) {
	if text, ok := nquads.PlainIRI(term); ok {
		return codec.AppendIRI(b, text), nil
	}
	if text, ok := nquads.PlainString(term); ok {
		return codec.AppendString(b, text), nil
	}
	v, err := nquads.ParseTerm(term)
	if err != nil {
		return b, fmt.Errorf("%w: %w", nquads.ErrSyntax, err)
	}
	encoded, err := codec.EncodeValue(v)
	return append(b, encoded...), err
}
