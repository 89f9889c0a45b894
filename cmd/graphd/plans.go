package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"graphd/internal/graph/plan"
)

// writePlans shows how the paths of a query are run: a line for each step, its inputs below it. Of a query that ran,
// measured, there are the rows and the time of each step, that of its inputs included.
func writePlans(out io.Writer, r *plan.Report, measured bool) {
	for _, p := range r.Paths {
		place := p.Final
		if p.Line > 0 {
			place = fmt.Sprintf("%s at %d:%d", p.Final, p.Line, p.Column)
		}
		if p.Runs > 1 {
			place += fmt.Sprintf(", run %d times", p.Runs)
		}
		fmt.Fprintln(out, place)
		writeStep(out, p.Plan, 1, measured)
	}
	if measured {
		fmt.Fprintf(out, "%d rows in %v\n", r.Rows, r.Total.Round(time.Microsecond))
	}
}

func writeStep(out io.Writer, s *plan.Step, depth int, measured bool) {
	if s == nil {
		return
	}
	line := strings.Repeat("  ", depth) + s.Name
	if s.Detail != "" {
		line += "  " + s.Detail
	}
	if measured {
		line += fmt.Sprintf("  (%d rows in %v)", s.Rows, s.Time.Round(time.Microsecond))
	} else {
		line += fmt.Sprintf("  (%d rows expected)", s.Estimate)
	}
	fmt.Fprintln(out, line)
	for _, in := range s.Inputs {
		writeStep(out, in, depth+1, measured)
	}
}
