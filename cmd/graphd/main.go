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
