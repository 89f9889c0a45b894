package memlimit

import (
	"bytes"
	"runtime/pprof"
	"strings"

	"github.com/google/pprof/profile"
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
// profile's sample tells: one allocation in half a megabyte. The profile has every stack that there ever was, so it is
// read in its packed form: the text is twenty times the work.
func holdings() map[int]int64 {
	var packed bytes.Buffer
	if err := pprof.Lookup("heap").WriteTo(&packed, 0); err != nil {
		return nil // a buffer takes everything
	}
	heap, err := profile.ParseData(packed.Bytes())
	if err != nil {
		return nil // the runtime wrote it
	}
	const inUse = 3 // of the values: objects and bytes made, objects and bytes in use
	held := map[int]int64{}
	for _, sample := range heap.Sample {
		if sample.Value[inUse] == 0 {
			continue
		}
		if id, ok := workOf(sample.Location); ok {
			held[id] += sample.Value[inUse]
		}
	}
	return held
}

// workOf is the number in a stack, whose innermost frame comes first. Works within works count for the innermost.
func workOf(stack []*profile.Location) (id int, ok bool) {
	bits := 0
	for _, frame := range stack {
		for _, line := range frame.Line {
			switch name := line.Function.Name; {
			case strings.HasSuffix(name, "/memlimit.zero"):
				id, bits = id<<1, bits+1
			case strings.HasSuffix(name, "/memlimit.one"):
				id, bits = id<<1|1, bits+1
			case strings.HasSuffix(name, "/memlimit.start"):
				return id, bits == markBits
			}
		}
	}
	return 0, false
}
