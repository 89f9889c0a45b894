package main

import (
	"fmt"
	"math"
	"strings"
)

// The layout of the figure in pixels.
const (
	left, top      = 70, 40
	width, height  = 420, 300
	between        = 130
	figureWidth    = left + 2*width + between + 60
	figureHeight   = top + height + 60
	colours        = "#1b6ca8 #c8553d #3a7d44 #8e5ea2 #b8860b #2f4f4f #d1495b #6b705c"
	figurePreamble = `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" font-family="sans-serif" font-size="12">` +
		`<rect width="100%%" height="100%%" fill="white"/>` + "\n"
)

// A line holds the values of one measurement for all sizes.
type line struct {
	name   string
	values []float64
}

// growthFigure draws the measurements of loading and of the questions over the number of quads, on logarithmic axes.
func growthFigure(points []point) string {
	var sizes []float64
	load := []line{{name: "quads/s loaded"}, {name: "KB on disk"}}
	asked := make([]line, len(questions))
	for _, p := range points {
		sizes = append(sizes, float64(p.quads))
		load[0].values = append(load[0].values, p.perSecond)
		load[1].values = append(load[1].values, float64(p.bytes)/1e3)
		for i, q := range questions {
			asked[i].name = q.name
			asked[i].values = append(asked[i].values, p.questions[q.name])
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, figurePreamble, figureWidth, figureHeight)
	drawPanel(&b, left, "loading, over quads", sizes, load)
	drawPanel(&b, left+width+between, "questions in ms, over quads", sizes, asked)
	return b.String() + "</svg>\n"
}

// A scale maps values to pixels logarithmically.
type scale struct{ low, high, from, to float64 }

func newScale(values []float64, from, to float64) scale {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		low, high = min(low, math.Log10(v)), max(high, math.Log10(v))
	}
	return scale{math.Floor(low), math.Ceil(max(high, low+1e-9)), from, to}
}

func (s scale) at(v float64) float64 {
	return s.from + (math.Log10(v)-s.low)/max(s.high-s.low, 1)*(s.to-s.from)
}

func drawPanel(b *strings.Builder, x float64, title string, sizes []float64, lines []line) {
	var all []float64
	for _, l := range lines {
		all = append(all, l.values...)
	}
	across, up := newScale(sizes, x, x+width), newScale(all, top+height, top)
	fmt.Fprintf(b, `<text x="%.0f" y="%d" font-size="14">%s</text>`+"\n", x, top-16, title)
	for e := up.low; e <= up.high; e++ {
		y := up.at(math.Pow(10, e))
		fmt.Fprintf(b, `<path d="M%.0f %.1fh%d" stroke="#ddd"/><text x="%.0f" y="%.1f" text-anchor="end">%g</text>`+"\n", x, y, width, x-6, y+4, math.Pow(10, e))
	}
	for _, n := range sizes {
		fmt.Fprintf(b, `<text x="%.1f" y="%d" text-anchor="middle">%s</text>`+"\n", across.at(n), top+height+18, shortNumber(n))
	}
	for i, l := range lines {
		drawLine(b, strings.Fields(colours)[i], l, sizes, across, up)
	}
}

func drawLine(b *strings.Builder, colour string, l line, sizes []float64, across, up scale) {
	b.WriteString(`<polyline fill="none" stroke-width="2" stroke="` + colour + `" points="`)
	for i, v := range l.values {
		fmt.Fprintf(b, "%.1f,%.1f ", across.at(sizes[i]), up.at(v))
	}
	last := len(l.values) - 1
	fmt.Fprintf(b, `"/><text x="%.1f" y="%.1f" fill="%s">%s</text>`+"\n", across.at(sizes[last])+4, up.at(l.values[last])+4, colour, l.name)
}

// shortNumber formats a number as 100k, 5M or 50M.
func shortNumber(n float64) string {
	if n >= 1e6 {
		return fmt.Sprintf("%.0fM", n/1e6)
	}
	return fmt.Sprintf("%.0fk", n/1e3)
}
