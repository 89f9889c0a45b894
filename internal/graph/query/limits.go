package query

import "time"

// Default and maximum values of Limits. The command line and the server take theirs from here. Chosen by hand.
const (
	DefaultRows    = 100
	MaxRows        = 1_000_000
	DefaultTimeout = 30 * time.Second
	MaxTimeout     = 5 * time.Minute
	DefaultHeap    = 128 << 20 // bytes
	DefaultText    = 64 << 10  // bytes
)

// Limits bounds the queries of a Session. A field that is not positive has its default.
type Limits struct {
	Rows        int           // of a request without a limit; DefaultRows
	MostRows    int           // of any request; MaxRows
	Timeout     time.Duration // of a request without a timeout; DefaultTimeout
	MostTimeout time.Duration // of any request; MaxTimeout
	Heap        int64         // bytes that one query may hold, and half of what all of a session may; DefaultHeap
	Text        int           // bytes of a query's text; DefaultText
}

// withDefaults returns the limits with defaults for unset fields.
func (l Limits) withDefaults() Limits {
	setDefault(&l.Rows, DefaultRows)
	setDefault(&l.MostRows, MaxRows)
	setDefault(&l.Timeout, DefaultTimeout)
	setDefault(&l.MostTimeout, MaxTimeout)
	setDefault(&l.Heap, DefaultHeap)
	setDefault(&l.Text, DefaultText)
	return l
}

func setDefault[N int | int64 | time.Duration](n *N, fallback N) {
	if *n <= 0 {
		*n = fallback
	}
}

// rows returns the maximum number of rows that req gets.
func (l Limits) rows(req Request) int {
	switch {
	case req.Limit == 0:
		return min(l.Rows, l.MostRows)
	case req.Limit < 0:
		return l.MostRows
	}
	return min(req.Limit, l.MostRows)
}

// timeout returns the time that req gets.
func (l Limits) timeout(req Request) time.Duration {
	if req.Timeout <= 0 {
		return min(l.Timeout, l.MostTimeout)
	}
	return min(req.Timeout, l.MostTimeout)
}
