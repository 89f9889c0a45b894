package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"text/tabwriter"

	"graphd/internal/graph"
	"graphd/internal/graph/vocab"
	"graphd/queries"
)

// savedQueries are those that graphd comes with, and those of a folder if one is named.
func savedQueries(base vocab.Base, folder string) (*graph.SavedQueries, error) {
	folders := []fs.FS{queries.Files}
	if folder != "" {
		folders = append(folders, os.DirFS(folder))
	}
	return graph.LoadSaved(cmp.Or(base, vocab.DefaultBase), folders...)
}

// list prints the saved queries with their parameters.
func (cmd *queryCmd) list(c *console) error {
	saved, err := savedQueries("", cmd.Queries)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, query := range saved.List() {
		fmt.Fprintf(w, "%s\t%s\n", query.Name, query.Title)
		for _, p := range query.Params {
			fmt.Fprintf(w, "  %s\t%s\n", usage(p), p.Description)
		}
	}
	return w.Flush()
}

// usage is how a parameter is given, in square brackets where it may be left out.
func usage(p graph.Param) string {
	usage := fmt.Sprintf("--param %s=%s", p.Name, strings.ToUpper(string(p.Type)))
	if p.List {
		usage += " …"
	}
	if !p.Required {
		usage = "[" + usage + "]"
	}
	return usage
}

// params are the values given to the parameters of a saved query; a list has several.
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
