package term

import (
	"fmt"
	"io"
	"strings"
	"time"

	"graphd/internal/graph/queryplan"
)

// WritePlans writes the plan of each path of a query: a line for each step, with its inputs indented below it. If the
// query was measured, each line has the rows and the time of the step including its inputs; otherwise the rows that the
// planner expects.
func WritePlans(out io.Writer, r *queryplan.Report, measured bool) {
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

func writeStep(out io.Writer, s *queryplan.Step, depth int, measured bool) {
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
