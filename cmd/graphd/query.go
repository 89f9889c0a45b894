package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"graphd/internal/graph/query"
	"graphd/internal/graph/queryplan"
	"graphd/internal/graph/savedquery"
	"graphd/internal/graph/vocab"
	"graphd/internal/rowtable"
	"graphd/internal/term"
)

func (queryCmd) Help() string {
	return `Runs a query that is given as an argument, in a file, on standard input, or by the name of a saved query. All languages accept short names: actor:dominic-raab, g:said. If rows are missing, standard error says why.

Examples:

    $ graphd query 'g.V("actor:helen-marwood").out("g:said").all()'
    $ graphd query --lang graphql '{ nodes(rdf:type: g:Body, first: 5) { id rdfs:label } }'
    $ graphd query --list
    $ graphd query --name who-said-what --param subject=gates --format table`
}

func (cmd *queryCmd) Run(ctx context.Context, c *term.Console) error {
	if cmd.List {
		return cmd.list(ctx, c)
	}
	if err := cmd.readText(c); err != nil {
		return err
	}
	out := bufio.NewWriter(c.Out)
	writer := rowtable.NewWriter(cmd.Format, out, vocab.DefaultBase)
	answer := cmd.askStore
	if cmd.report() != nil && cmd.Server != "" {
		return misuse("query", "--explain and --profile need --data; from a server, get the plan at /api/v2/query?explain=true")
	}
	if cmd.Server != "" {
		answer = cmd.askServer
	}
	begun := false
	whole, err := answer(ctx, func(row any) error {
		begun = true
		return writer.Write(row)
	})
	if errors.Is(err, savedquery.ErrNotFound) || errors.Is(err, query.ErrParam) {
		return &misuseError{err, "graphd query --list"}
	}
	if (err == nil || begun) && !cmd.Explain {
		err = errors.Join(err, writer.End(), out.Flush())
	}
	if err != nil {
		return err
	}
	if !whole.Complete {
		c.Logf("incomplete rows: %s", whole.Reason)
	}
	return cmd.printPlans(c)
}

// Validate checks the numbers of the flags.
func (cmd *queryCmd) Validate() error {
	if cmd.Limit < 0 || cmd.Timeout <= 0 {
		return errors.New("--limit must not be negative, and --timeout must be positive")
	}
	return nil
}

// report returns where the plan of the query is to be recorded; nil without --explain or --profile.
func (cmd *queryCmd) report() *queryplan.Report {
	if cmd.plans == nil && (cmd.Explain || cmd.Profile) {
		cmd.plans = &queryplan.Report{}
	}
	return cmd.plans
}

// printPlans prints the plan: with --explain to standard output, with --profile to standard error.
func (cmd *queryCmd) printPlans(c *term.Console) error {
	switch {
	case cmd.Explain:
		term.WritePlans(c.Out, cmd.plans, false)
	case cmd.Profile:
		var b strings.Builder
		term.WritePlans(&b, cmd.plans, true)
		c.Logf("%s", strings.TrimSuffix(b.String(), "\n"))
	}
	return nil
}

// readText checks that the command line gives one query, and reads it if it is in a file.
func (cmd *queryCmd) readText(c *term.Console) error {
	given := 0
	for _, source := range []string{cmd.Query, cmd.File, cmd.Name} {
		if source != "" {
			given++
		}
	}
	switch {
	case given != 1:
		return misuse("query", "give one query: as an argument, with --file, or with --name")
	case cmd.Name == "" && len(cmd.Param) > 0:
		return misuse("query", "--param needs --name: only saved queries have parameters")
	case cmd.Query == standardInput:
		cmd.File = standardInput
	}
	if cmd.File == "" {
		return nil
	}
	in, _, err := openInput(c, cmd.File)
	if err != nil {
		return fmt.Errorf("%s: %w; check the path", cmd.File, err)
	}
	defer in.Close()
	text, err := io.ReadAll(in)
	cmd.Query = string(text)
	return err
}

// askStore runs the query on a store and calls write with each row. It returns whether the rows are complete.
func (cmd *queryCmd) askStore(ctx context.Context, write func(row any) error) (whole query.Completeness, err error) {
	store, err := cmd.openToRead()
	if err != nil {
		return whole, err
	}
	defer closing(store, &err)
	request, err := cmd.request(store.Base())
	if err != nil {
		return whole, err
	}
	rows, err := query.Run(ctx, store, request)
	if err != nil {
		return whole, err
	}
	defer closing(rows, &err)
	for rows.Next(ctx) {
		if err := write(rows.Row()); err != nil {
			return whole, err
		}
	}
	return rows.Completeness(), rows.Err()
}

// request returns the request for the query or the saved query.
func (cmd *queryCmd) request(base vocab.Base) (query.Request, error) {
	request := query.Request{Language: cmd.Lang, Text: cmd.Query}
	if cmd.Name != "" {
		params, err := cmd.params()
		if err != nil {
			return request, err
		}
		saved, err := savedQueries(base, cmd.Queries)
		if err != nil {
			return request, err
		}
		if request, err = saved.Request(cmd.Name, params); err != nil {
			return request, err
		}
	}
	request.Limit, request.Timeout = cmd.limit(), cmd.Timeout
	request.Report, request.Explain = cmd.report(), cmd.Explain
	return request, nil
}

// limit returns the maximum number of rows; -1 for no limit.
func (cmd *queryCmd) limit() int {
	if cmd.Limit == 0 {
		return -1
	}
	return cmd.Limit
}

// askServer does what askStore does, on a server.
func (cmd *queryCmd) askServer(ctx context.Context, write func(row any) error) (query.Completeness, error) {
	server, err := newRemote(cmd.Server)
	if err != nil {
		return query.Completeness{}, err
	}
	ctx, stop := context.WithTimeoutCause(ctx, cmd.Timeout, query.ErrTimeout)
	defer stop()
	if cmd.Name == "" {
		return server.query(ctx, cmd.Lang, cmd.Query, cmd.limit(), write)
	}
	params, err := cmd.params()
	if err != nil {
		return query.Completeness{}, err
	}
	return server.runSavedQuery(ctx, cmd.Name, params, cmd.limit(), write)
}
