// Command graphd reads documents, finds the statements that they attribute to someone, and answers queries about them,
// each answer with its exact words. This package is the command line: it reads flags and environment variables, connects
// the other packages, and converts errors to messages and exit codes. It contains no rules of the domain.
//
// Main parses the command line into the structs of flags.go and calls the Run method of the command. Each command has a
// file of its own. A command writes its result to standard output, and everything else to standard error.
//
// A place is where a command finds the graph: a store on disk, which only one process can open at a time, or a server.
//
// Exit codes: 0 success, 1 failure, 2 wrong usage.
package main

import (
	"context"
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
