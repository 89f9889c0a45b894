package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"graphd/api"
	"graphd/internal/graph/savedquery"
	"graphd/internal/graph/vocab"
	"graphd/internal/term"
	"graphd/queries"
)

// savedQueries loads the embedded saved queries, and those of a directory if one is named.
func savedQueries(base vocab.Base, folder string) (*savedquery.Catalog, error) {
	folders := []savedquery.Folder{{Files: queries.Files}}
	if folder != "" {
		folders = append(folders, savedquery.Folder{Path: folder, Files: os.DirFS(folder)})
	}
	return savedquery.Load(base, folders...)
}

// list prints the saved queries with their parameters.
func (cmd *queryCmd) list(ctx context.Context, c *term.Console) error {
	list, err := cmd.saved(ctx)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
	for _, query := range list {
		fmt.Fprintf(w, "%s\t%s\n", query.Name, query.Title)
		for _, p := range query.Params {
			fmt.Fprintf(w, "  %s\t%s\n", usage(p), meaning(p))
		}
	}
	return w.Flush()
}

// saved returns the saved queries of the server, or the local ones, which do not depend on the store.
func (cmd *queryCmd) saved(ctx context.Context) ([]api.SavedQuery, error) {
	if cmd.Server != "" {
		server, err := newRemote(cmd.Server)
		if err != nil {
			return nil, err
		}
		return server.savedQueries(ctx)
	}
	saved, err := savedQueries(vocab.DefaultBase, cmd.Queries)
	if err != nil {
		return nil, err
	}
	var list []api.SavedQuery
	for _, definition := range saved.List() {
		list = append(list, definition.Wire())
	}
	return list, nil
}

// usage returns how a parameter is given on the command line, in square brackets if it is optional.
func usage(p api.QueryParameter) string {
	usage := fmt.Sprintf("--param %s=%s", p.Name, strings.ToUpper(p.Type))
	if p.List {
		usage += " …"
	}
	if !p.Required {
		usage = "[" + usage + "]"
	}
	return usage
}

// meaning returns the description of a parameter, with its default.
func meaning(p api.QueryParameter) string {
	if len(p.Default) == 0 {
		return p.Description
	}
	return p.Description + "; " + strings.Join(p.Default, ", ") + " if omitted"
}

// params returns the values of --param by name. A parameter that is a list may have several.
func (cmd *queryCmd) params() (map[string][]string, error) {
	values := map[string][]string{}
	for _, given := range cmd.Param {
		key, value, ok := strings.Cut(given, "=")
		if !ok {
			return nil, misuse("query", "--param %q: write it as key=value", given)
		}
		values[key] = append(values[key], value)
	}
	return values, nil
}
