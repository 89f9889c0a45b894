// Command graphd reads documents, finds the statements that they attribute to someone, and answers queries about them,
// each answer with its exact words. This package is the command line: it reads flags and environment variables, connects
// the other packages, and converts errors to messages and exit codes. It contains no rules of the domain.
//
// Main parses the command line into the structs of flags.go and calls the Run method of the command. Each command has a
// file of its own. A command writes its result to standard output, and everything else to standard error.
//
// Commands work on a store on disk, which only one process can open at a time, or on a server.
//
// Exit codes: 0 success, 1 failure, 2 wrong usage.
package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"graphd/internal/term"
)

func main() {
	os.Exit(run(os.Args[1:], term.Standard()))
}

// run parses the arguments and runs the command that they name. It returns the exit code.
func run(args []string, c *term.Console) int {
	ctx, stop := notifyContext()
	defer stop()
	var flags cli
	parser := kong.Must(&flags,
		kong.Name("graphd"),
		kong.Description(description),
		kong.Vars{"data": defaultData(os.Getenv), "version": fullVersion()},
		kong.Writers(c.Out, c.Err),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(c),
	)
	if len(args) == 0 { // print the help, and then the error that a command is missing
		parser.Stdout, parser.Exit, args = c.Err, func(int) {}, []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return exitCode(c, parseError(err))
	}
	return exitCode(c, parsed.Run())
}

// notifyContext returns a context that ends with the first SIGINT or SIGTERM. The second signal kills the process.
// SIGPIPE is ignored: a write to a closed pipe returns EPIPE.
func notifyContext() (context.Context, context.CancelFunc) {
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

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
