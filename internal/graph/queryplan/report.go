package queryplan

import "time"

// Place is where a query runs a path.
type Place struct {
	Line   int    `json:"line,omitempty"`   // from 1; 0 where there is no place
	Column int    `json:"column,omitempty"` // from 1
	Final  string `json:"final"`            // what runs it there: all, count, toArray …
}

// Report is what is told of a query beside its rows. It is made by one goroutine.
type Report struct {
	Total time.Duration `json:"nanoseconds"` // of the whole query, also of what is no path
	Rows  int           `json:"rows"`        // that it gave
	Paths []*Path       `json:"paths"`       // in the order in which they were first run
	Other int           `json:"other,omitempty"`
}

// Path is one place of a query with all that was run there, as one.
type Path struct {
	Place
	Runs int   `json:"runs"`
	Plan *Step `json:"plan"`
}

// mostPaths is how many places a report keeps; runs at further ones are counted in Other.
const mostPaths = 100

// Add notes one run of the plan at a place. The figures of later runs are added to the first one's.
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
