package fuse

import (
	"bufio"
	"bytes"
	"math"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
)

// markBits is how many calls write a number into a stack.
const markBits = 8

// start does work under the number id: markBits calls of zero and one, the lowest bit first.
//
//go:noinline
func start(id int, do func()) {
	if id&1 == 0 {
		zero(id>>1, markBits-1, do)
	} else {
		one(id>>1, markBits-1, do)
	}
}

//go:noinline
func zero(id, bits int, do func()) {
	switch {
	case bits == 0:
		do()
	case id&1 == 0:
		zero(id>>1, bits-1, do)
	default:
		one(id>>1, bits-1, do)
	}
}

//go:noinline
func one(id, bits int, do func()) {
	switch {
	case bits == 0:
		do()
	case id&1 == 0:
		zero(id>>1, bits-1, do)
	default:
		one(id>>1, bits-1, do)
	}
}

// holdings are the bytes that each numbered work has made and that the last collection found alive, as far as the
// profile's sample tells: one allocation in half a megabyte.
func holdings() map[int]int64 {
	var profile bytes.Buffer
	if err := pprof.Lookup("heap").WriteTo(&profile, 1); err != nil {
		return nil // a buffer takes everything
	}
	held := map[int]int64{}
	var record record
	for lines := bufio.NewScanner(&profile); lines.Scan(); {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "#\t"):
			record.frame(line)
		case strings.Contains(line, " @ 0x"):
			record.begin(line)
		case line == "":
			if id, ok := record.work(); ok {
				held[id] += record.bytes
			}
			record.begin("")
		}
	}
	return held
}

// record is one stack of the profile: its innermost frame comes first.
type record struct {
	bytes   int64
	bits    []bool // of zero and one, as they come
	started bool
}

// begin reads "objects: bytes [objects: bytes] @ addresses", of which the first two are in use.
func (r *record) begin(line string) {
	*r = record{bits: r.bits[:0]}
	objects, rest, ok := strings.Cut(line, ": ")
	size, _, spaced := strings.Cut(rest, " ")
	if !ok || !spaced {
		return
	}
	n, _ := strconv.ParseInt(strings.TrimSpace(objects), 10, 64) // the profile writes numbers
	bytes, _ := strconv.ParseInt(size, 10, 64)
	r.bytes = scaled(n, bytes)
}

// scaled is what a sample of n objects stands for: an object is sampled the more likely the larger it is.
func scaled(n, bytes int64) int64 {
	rate := runtime.MemProfileRate
	if n == 0 || rate <= 1 {
		return bytes
	}
	mean := float64(bytes) / float64(n)
	return int64(float64(bytes) / (1 - math.Exp(-mean/float64(rate))))
}

func (r *record) frame(line string) {
	switch {
	case r.started:
	case strings.Contains(line, "/fuse.zero+"):
		r.bits = append(r.bits, false)
	case strings.Contains(line, "/fuse.one+"):
		r.bits = append(r.bits, true)
	case strings.Contains(line, "/fuse.start+"):
		r.started = true
	}
}

// work is the number in the stack. Works within works count for the innermost.
func (r *record) work() (id int, ok bool) {
	if !r.started || len(r.bits) != markBits {
		return 0, false
	}
	for _, bit := range r.bits {
		id <<= 1
		if bit {
			id |= 1
		}
	}
	return id, true
}
