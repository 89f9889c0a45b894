package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

func main() {
	terminal := &console{in: os.Stdin, out: os.Stdout, err: os.Stderr, interactive: isTerminal(os.Stderr), colourful: isTerminal(os.Stdout) && os.Getenv("NO_COLOR") == ""}
	os.Exit(run(os.Args[1:], terminal))
}

// run is main with its surroundings as arguments. It returns the exit code.
func run(args []string, c *console) int {
	ctx, stop := untilStopped()
	defer stop()
	var flags cli
	parser := kong.Must(&flags,
		kong.Name("graphd"),
		kong.Description(description),
		kong.Vars{"data": defaultData(os.Getenv), "version": fullVersion()},
		kong.Writers(c.out, c.err),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(c),
	)
	if len(args) == 0 { // the help, and then that a command is missing
		parser.Stdout, parser.Exit, args = c.err, func(int) {}, []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return c.exit(wrongUse(err))
	}
	return c.exit(parsed.Run())
}

// untilStopped ends its context with the first interrupt or SIGTERM; the second kills the process. A write to a pipe
// whose reader has gone fails with EPIPE, and no signal.
func untilStopped() (context.Context, context.CancelFunc) {
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}
