package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A point holds the measurements for one size.
type point struct {
	quads     int
	perSecond float64            // quads loaded per second
	bytes     int64              // on disk
	open      float64            // ms
	peak      int64              // peak memory of the process so far, in bytes; sizes increase, so that it is that of this size
	questions map[string]float64 // median in ms
}

// growth loads graphs of increasing size into graphd's store and asks the questions of each. It writes the measurements to
// file as a table, and a figure next to it.
func (b bench) growth(sizes, file string) error {
	list, err := parseSizes(sizes)
	if err != nil {
		return err
	}
	var points []point
	for _, n := range list {
		p, err := b.measureSize(n)
		if err != nil {
			return fmt.Errorf("%d quads: %w", n, err)
		}
		fmt.Printf("%d quads: %.0f quads/s, %d MB on disk, %d MB at most in memory\n", p.quads, p.perSecond, p.bytes>>20, p.peak>>20)
		points = append(points, p)
	}
	if file == "" {
		return nil
	}
	if err := os.WriteFile(file, []byte(growthTable(points)), 0o644); err != nil {
		return err
	}
	return os.WriteFile(strings.TrimSuffix(file, filepath.Ext(file))+".svg", []byte(growthFigure(points)), 0o644)
}

// measureSize loads a graph of n quads and asks the questions of it.
func (b bench) measureSize(n int) (p point, err error) {
	g, err := b.loadedGraph(n, "")
	if err != nil {
		return p, err
	}
	defer g.close()
	l := g.loaded
	p = point{quads: l.quads, perSecond: l.perSecond(), bytes: l.bytes, open: ms(l.open), questions: map[string]float64{}}
	system := &Paths{g.store, g.source.marks}
	t, err := b.pairs([]System{system})
	if err != nil {
		return p, err
	}
	for q, times := range t {
		p.questions[q] = ms(median(times[system.Name()]))
	}
	p.peak, err = peakMemory(os.Getpid())
	return p, err
}

// peakMemory returns the peak resident memory of a process in bytes, from /proc.
func peakMemory(pid int) (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		var kilobytes int64
		if _, err := fmt.Sscanf(line, "VmHWM: %d kB", &kilobytes); err == nil {
			return kilobytes << 10, nil
		}
	}
	return 0, fmt.Errorf("the system does not report the peak memory")
}

func growthTable(points []point) string {
	var b strings.Builder
	b.WriteString("quads\tquads/s\tMB on disk\topen, ms\tpeak MB")
	for _, q := range questions {
		b.WriteString("\t" + q.name + ", ms")
	}
	for _, p := range points {
		fmt.Fprintf(&b, "\n%d\t%.0f\t%.0f\t%.1f\t%.0f", p.quads, p.perSecond, float64(p.bytes)/1e6, p.open, float64(p.peak)/1e6)
		for _, q := range questions {
			fmt.Fprintf(&b, "\t%.4f", p.questions[q.name])
		}
	}
	return b.String() + "\n"
}
