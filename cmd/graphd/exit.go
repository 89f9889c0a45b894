package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/alecthomas/kong"

	"graphd/internal/term"
)

// The exit codes of graphd.
const (
	exitDone   = 0
	exitFailed = 1
	exitMisuse = 2
)

// exitCode prints the error with the next step, if there is one, and returns the exit code of the process. A reader that
// has closed its pipe is not an error.
func exitCode(c *term.Console, err error) int {
	var misuse *misuseError
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		return exitDone
	case errors.Is(err, errReported):
		return exitFailed
	case errors.As(err, &misuse):
		c.Logf("%v; see `%s`", misuse.error, misuse.see)
		return exitMisuse
	case errors.Is(err, context.Canceled):
		c.Logf("stopped")
		return exitFailed
	}
	c.Logf("%s", withNextStep(err))
	return exitFailed
}

// withoutPath returns a file error without its operation and path, for messages that begin with the path.
func withoutPath(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}

// errReported ends a command that has failed and printed why.
var errReported = errors.New("already reported")

// A misuseError is a command line that is wrong. The command did nothing.
type misuseError struct {
	error
	see string // the command that shows the right use
}

func (e *misuseError) Unwrap() error { return e.error }

// misuse returns a misuseError that refers to the help of the command.
func misuse(command, format string, args ...any) error {
	return &misuseError{fmt.Errorf(format, args...), "graphd " + command + " --help"}
}

// parseError returns a misuseError for a command line that kong cannot parse. It refers to the help of the command that
// was named, if one was.
func parseError(err error) error {
	command := "graphd"
	var parse *kong.ParseError
	if errors.As(err, &parse) {
		if selected := parse.Context.Selected(); selected != nil {
			command = selected.FullPath()
		}
	}
	return &misuseError{err, command + " --help"}
}
