package memlimit

import (
	"bytes"
	"runtime/pprof"
	"strings"

	"github.com/google/pprof/profile"
)

// markBits is the number of calls that encode a task number in a call stack, one for each bit.
const markBits = 8

// callMarked calls do below markBits calls of bitZero and bitOne that encode id, the lowest bit first.
//
//go:noinline
func callMarked(id int, do func()) {
	if id&1 == 0 {
		bitZero(id>>1, markBits-1, do)
	} else {
		bitOne(id>>1, markBits-1, do)
	}
}

//go:noinline
func bitZero(id, bits int, do func()) {
	switch {
	case bits == 0:
		do()
	case id&1 == 0:
		bitZero(id>>1, bits-1, do)
	default:
		bitOne(id>>1, bits-1, do)
	}
}

//go:noinline
func bitOne(id, bits int, do func()) {
	switch {
	case bits == 0:
		do()
	case id&1 == 0:
		bitZero(id>>1, bits-1, do)
	default:
		bitOne(id>>1, bits-1, do)
	}
}

// liveBytes returns the bytes that each task has allocated and that the last garbage collection found alive, estimated
// from the heap profile, which samples one allocation in 512 KiB. It parses the profile's binary form because the profile
// holds every stack since the start of the process, and its text form takes twenty times as long to read.
func liveBytes() map[int]int64 {
	var packed bytes.Buffer
	if err := pprof.Lookup("heap").WriteTo(&packed, 0); err != nil {
		return nil // a bytes.Buffer accepts every write
	}
	heap, err := profile.ParseData(packed.Bytes())
	if err != nil {
		return nil // the runtime writes well-formed profiles
	}
	const inUseBytes = 3 // index of the value after allocated objects, allocated bytes and objects in use
	held := map[int]int64{}
	for _, sample := range heap.Sample {
		if sample.Value[inUseBytes] == 0 {
			continue
		}
		if id, ok := taskOf(sample.Location); ok {
			held[id] += sample.Value[inUseBytes]
		}
	}
	return held
}

// taskOf decodes the task number from a call stack, whose innermost frame comes first. Of nested marks the innermost
// counts.
func taskOf(stack []*profile.Location) (id int, ok bool) {
	bits := 0
	for _, frame := range stack {
		for _, line := range frame.Line {
			switch name := line.Function.Name; {
			case strings.HasSuffix(name, "/memlimit.bitZero"):
				id, bits = id<<1, bits+1
			case strings.HasSuffix(name, "/memlimit.bitOne"):
				id, bits = id<<1|1, bits+1
			case strings.HasSuffix(name, "/memlimit.callMarked"):
				return id, bits == markBits
			}
		}
	}
	return 0, false
}
