package queryplan

import "time"

// Place is the place in a query's text that runs a path.
type Place struct {
	Line   int    `json:"line,omitempty"`   // from 1; 0 if unknown
	Column int    `json:"column,omitempty"` // from 1
	Final  string `json:"final"`            // the method that runs it: all, count, toArray …
}

// Report describes how a query was run. One goroutine writes it.
type Report struct {
	Total time.Duration `json:"nanoseconds"` // of the whole query
	Rows  int           `json:"rows"`        // returned
	Paths []*Path       `json:"paths"`       // in the order of their first run
	Other int           `json:"other,omitempty"`
}

// Path describes all runs of the paths at one place of a query, added up.
type Path struct {
	Place
	Runs int   `json:"runs"`
	Plan *Step `json:"plan"`
}

// mostPaths is how many places a report lists. Runs at further ones are counted in Other.
const mostPaths = 100

// Add adds one run of a plan at a place. Figures of later runs at the same place are added to those of the first.
func (r *Report) Add(at Place, step *Step) {
	for _, p := range r.Paths {
		if p.Place == at {
			p.Runs++
			p.Plan.Add(step)
			return
		}
	}
	if len(r.Paths) == mostPaths {
		r.Other++
		return
	}
	r.Paths = append(r.Paths, &Path{at, 1, step})
}
