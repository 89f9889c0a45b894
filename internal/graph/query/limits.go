package query

import (
	"time"
)

// Limits bound the queries of a Session; a zero field means its default.
type Limits struct {
	Rows        int           // of a request that names no number; 100
	MostRows    int           // 1,000,000
	Timeout     time.Duration // of a request that names none; 30 s
	MostTimeout time.Duration // 5 min
	Heap        int64         // bytes that a query may hold; 128 MiB; all of a session's together twice as much
	Text        int           // bytes of a query; 64 KiB
}

func (l Limits) withDefaults() Limits {
	setDefault(&l.Rows, 100)
	setDefault(&l.MostRows, 1_000_000)
	setDefault(&l.Timeout, 30*time.Second)
	setDefault(&l.MostTimeout, 5*time.Minute)
	setDefault(&l.Heap, 128<<20)
	setDefault(&l.Text, 64<<10)
	return l
}

func setDefault[N int | int64 | time.Duration](n *N, fallback N) {
	if *n <= 0 {
		*n = fallback
	}
}

// rows is how many rows req may have.
func (l Limits) rows(req Request) int {
	switch {
	case req.Limit == 0:
		return min(l.Rows, l.MostRows)
	case req.Limit < 0:
		return l.MostRows
	}
	return min(req.Limit, l.MostRows)
}

func (l Limits) timeout(req Request) time.Duration {
	if req.Timeout <= 0 {
		return min(l.Timeout, l.MostTimeout)
	}
	return min(req.Timeout, l.MostTimeout)
}
