// Package term writes what people read on a terminal: progress bars, attributions with their words marked, and query
// plans.
package term

import (
	"fmt"
	"io"
	"os"

	"github.com/mattn/go-isatty"
)

// A Console holds the standard streams of a command.
type Console struct {
	In          io.Reader
	Out, Err    io.Writer
	Interactive bool // Err is a terminal: progress is drawn as a bar
	Coloured    bool // Out is a terminal that may show colours
}

// Standard returns the console of this process. Setting NO_COLOR turns its colours off.
func Standard() *Console {
	return &Console{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Interactive: isatty.IsTerminal(os.Stderr.Fd()),
		Coloured:    isatty.IsTerminal(os.Stdout.Fd()) && os.Getenv("NO_COLOR") == "",
	}
}

// Logf writes a line to standard error, after the name of the program.
func (c *Console) Logf(format string, args ...any) {
	fmt.Fprintf(c.Err, "graphd: "+format+"\n", args...)
}
