package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"github.com/alecthomas/kong"
	"github.com/mattn/go-isatty"
)

// console is what a command reads from and writes to.
type console struct {
	in          io.Reader
	out, err    io.Writer
	interactive bool // err is a terminal
	colourful   bool // out is a terminal, and its user has nothing against colours
}

func isTerminal(f *os.File) bool { return isatty.IsTerminal(f.Fd()) }

// tell writes a line to standard error.
func (c *console) tell(format string, args ...any) {
	fmt.Fprintf(c.err, "graphd: "+format+"\n", args...)
}

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitMisuse = 2
)

// exit tells what went wrong, with the next step where there is one, and returns the exit code.
func (c *console) exit(err error) int {
	var misuse *misuseError
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		return exitDone
	case errors.Is(err, errTold):
		return exitFailed
	case errors.As(err, &misuse):
		c.tell("%v; see `%s`", misuse.error, misuse.see)
		return exitMisuse
	case errors.Is(err, context.Canceled):
		c.tell("stopped")
		return exitFailed
	}
	c.tell("%s", withNextStep(err))
	return exitFailed
}

// bare is a file error without its operation and path, for messages that begin with the path.
func bare(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}

// errTold ends a command that failed and has said all about it.
var errTold = errors.New("told")

// misuseError is a command line that cannot be meant. Nothing was done.
type misuseError struct {
	error
	see string // the command that shows what can be meant
}

func (e *misuseError) Unwrap() error { return e.error }

// misuse is a wrong use of the command.
func misuse(command, format string, args ...any) error {
	return &misuseError{fmt.Errorf(format, args...), "graphd " + command + " --help"}
}

// wrongUse says that the command line could not be read.
func wrongUse(err error) error {
	command := "graphd"
	var parse *kong.ParseError
	if errors.As(err, &parse) {
		if selected := parse.Context.Selected(); selected != nil {
			command = selected.FullPath()
		}
	}
	return &misuseError{err, command + " --help"}
}
