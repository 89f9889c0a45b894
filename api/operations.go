package api

import "time"

// Health is the answer of /livez and /readyz.
type Health struct {
	Status string `json:"status" enum:"ok"`
}

// The values of [StoreCheck.Status].
const (
	CheckNone    = "none"    // no check has been started yet
	CheckRunning = "running" // a check is under way
	CheckSound   = "sound"   // every invariant holds
	CheckBroken  = "broken"  // some invariants do not hold
	CheckFailed  = "failed"  // the check could not be finished
)

// StoreCheck is the state, or the result, of a check of the store's invariants.
type StoreCheck struct {
	Status   string    `json:"status" enum:"none,running,sound,broken,failed" doc:"none: no check has been started yet; failed: the check could not be finished"`
	Started  time.Time `json:"started,omitzero"`
	Ended    time.Time `json:"ended,omitzero"`
	Done     uint64    `json:"done" doc:"Keys read"`
	Total    uint64    `json:"total" doc:"Keys to read, approximately"`
	Quads    uint64    `json:"quads"`
	Values   uint64    `json:"values"`
	Found    int       `json:"found" doc:"Number of broken invariants"`
	Problems []string  `json:"problems,omitempty" doc:"The first broken invariants, each with its place"`
	Error    string    `json:"error,omitempty" doc:"Why the check failed"`
}
