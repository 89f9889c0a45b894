package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// report prints the tables, and writes them to file if it is given. It keeps the part of the file from the heading others
// on.
func report(t table, loads []loadResult, file string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Measurements\n\n`make bench` writes this page up to the section “Sixteen clients”; that section and those below it are written by hand, from the commands that they name.\n\n"+
		"%d quads, %d CPUs, %s/%s. In each round, all systems are asked one after another in the same process, with warm caches; their rows were\n"+
		"compared before and are equal. Ratios are those of a round: median (minimum–maximum). q1–q8:\n\n",
		loads[0].quads, runtime.NumCPU(), runtime.GOOS, runtime.GOARCH)
	for _, q := range questions {
		fmt.Fprintf(&b, "- %s: %s\n", q.name, q.text)
	}
	b.WriteString("\n## Questions\n\n")
	t.write(&b, questions)
	b.WriteString("\n## Intersections\n\nAssertions that meet several conditions. SQL and arrays iterate over those of one condition and test the others.\n\n")
	for _, q := range allQuestions()[len(questions):] {
		fmt.Fprintf(&b, "- %s: %s\n", q.name, q.text)
	}
	b.WriteString("\n")
	t.write(&b, allQuestions()[len(questions):])
	b.WriteString("\n## Loading and changing\n\n| | quads/s | MB on disk | open, ms | durable 12-quad transactions/s |\n|---|---|---|---|---|\n")
	for _, l := range loads {
		fmt.Fprintf(&b, "| %s | %.0fk | %s | %s | %s |\n", l.name, l.perSecond()/1000, orDash(float64(l.bytes)/1e6, "%.0f"),
			orDash(float64(l.open.Microseconds())/1000, "%.1f"), orDash(l.txPerSecond, "%.0f"))
	}
	b.WriteString(notes)
	fmt.Print(b.String())
	if file == "" {
		return nil
	}
	old, err := os.ReadFile(file)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	if _, kept, ok := strings.Cut(string(old), others); ok { // measurements of other commands
		b.WriteString("\n" + others + kept)
	}
	return os.WriteFile(file, []byte(b.String()), 0o644)
}

// others is the heading of the part of the file that this program does not write.
const others = "## Sixteen clients"

const notes = `
SQLite and PostgreSQL run hand-written, prepared SQL over three covering indexes, with the ids of predicates inserted. PostgreSQL is a separate
server, reached by a socket, with 512 MB of shared buffers, vacuumed, with joins in the order of the SQL. graphd is asked through Cayley's
` + "`path`" + ` API, with a snapshot for each question; Gizmo runs a script with the same path. Arrays are three sorted copies in memory, searched with
nested loops: a lower bound. graphd answers q5 and q8 by reference and looks up names at the end, and q6 and q7 with quad iterators.
`

func orDash(x float64, format string) string {
	if x == 0 {
		return "–"
	}
	return fmt.Sprintf(format, x)
}

// write writes the table of the questions, with the systems that were asked.
func (t table) write(b *strings.Builder, questions []question) {
	timed, over := t.measured("SQLite", "PostgreSQL"), t.measured("SQLite", "PostgreSQL", "arrays")
	b.WriteString("| |")
	for _, peer := range timed {
		fmt.Fprintf(b, " %s, ms |", peer)
	}
	b.WriteString(" graphd, ms |")
	for _, peer := range over {
		fmt.Fprintf(b, " graphd/%s |", peer)
	}
	b.WriteString(" Gizmo − path, ms |\n" + strings.Repeat("|---", 3+len(timed)+len(over)) + "|\n")
	means := make([][]float64, len(over))
	for _, q := range questions {
		times, ok := t[q.name]
		if !ok {
			continue
		}
		fmt.Fprintf(b, "| %s |", q.name)
		for _, name := range append(timed, "graphd") {
			fmt.Fprintf(b, " %.3f |", ms(median(times[name])))
		}
		for i, peer := range over {
			r := ratios(times["graphd"], times[peer])
			means[i] = append(means[i], r[len(r)/2])
			fmt.Fprintf(b, " %s |", spread(r))
		}
		gizmo := "–"
		if g := times["graphd, Gizmo"]; len(g) > 0 {
			gizmo = fmt.Sprintf("%.3f", ms(median(g))-ms(median(times["graphd"])))
		}
		fmt.Fprintf(b, " %s |\n", gizmo)
	}
	b.WriteString("| geometric mean |" + strings.Repeat(" |", 1+len(timed)))
	for _, ratios := range means {
		fmt.Fprintf(b, " %.2f |", geometricMean(ratios))
	}
	b.WriteString(" |\n")
}

// measured returns those of the names whose systems were measured.
func (t table) measured(names ...string) (list []string) {
	for _, name := range names {
		for _, times := range t {
			if len(times[name]) > 0 {
				list = append(list, name)
				break
			}
		}
	}
	return list
}

func ms(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

// ratios returns the ratios of a to b in each round, sorted.
func ratios(a, b []time.Duration) []float64 {
	out := make([]float64, min(len(a), len(b)))
	for i := range out {
		out[i] = float64(a[i]) / float64(b[i])
	}
	slices.Sort(out)
	return out
}

func spread(sorted []float64) string {
	return fmt.Sprintf("%.2f (%.2f–%.2f)", sorted[len(sorted)/2], sorted[0], sorted[len(sorted)-1])
}

func geometricMean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += math.Log(v)
	}
	return math.Exp(sum / float64(len(x)))
}
