// Command measure prints the size and shape of a tree of Go code: how long its files are, how many a package has, how
// many types it declares, how its functions are documented, and what share of its lines are comments. Tests, testdata,
// vendored and generated files are left out, so that the figures compare with those of other projects.
//
//	go run ./internal/rules/measure [DIR]
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

func main() {
	dir := "."
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	if err := run(os.Stdout, dir); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, dir string) error {
	t, err := survey(os.DirFS(dir))
	if err != nil {
		return err
	}
	if len(t.fileLines) == 0 {
		return errors.New("no Go files below " + dir)
	}
	return t.print(w)
}

// print writes the table, one measurement a line.
func (t *treeShape) print(w io.Writer) error {
	lines := slices.Sorted(slices.Values(t.fileLines))
	var files []int
	for _, n := range t.packageFiles {
		files = append(files, n)
	}
	slices.Sort(files)
	shared := 0
	for _, packages := range t.typeNames {
		if len(packages) > 1 {
			shared++
		}
	}
	_, err := fmt.Fprintf(w, `files, packages, lines             %d, %d, %d
lines a file: median, p90          %d, %d
files a package: median, p90, max  %d, %d, %d
types per 1,000 lines              %.1f
type names in 2 or more packages   %d%% (%d of %d)
function docs "X is", "X returns"  %d%%, %d%% (of %d)
comment share of lines             %d%%
`,
		len(lines), len(files), t.lines,
		quantile(lines, 0.5), quantile(lines, 0.9),
		quantile(files, 0.5), quantile(files, 0.9), files[len(files)-1],
		1000*float64(t.types)/float64(t.lines),
		percent(shared, len(t.typeNames)), shared, len(t.typeNames),
		percent(t.docsIs, t.docs), percent(t.docsReturns, t.docs), t.docs,
		percent(t.commentLines, t.lines))
	return err
}

// quantile returns the value of sorted below which the share q of its values lies.
func quantile(sorted []int, q float64) int {
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}

func percent(part, whole int) int {
	if whole == 0 {
		return 0
	}
	return (100*part + whole/2) / whole
}
