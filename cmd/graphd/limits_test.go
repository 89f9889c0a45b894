package main

import (
	"reflect"
	"strconv"
	"testing"

	"graphd/internal/graph/query"
	"graphd/internal/graph/subgraph"
)

// The defaults of flags are those of the packages that they configure.
func TestFlagDefaults(t *testing.T) {
	for _, test := range []struct {
		command reflect.Type
		flag    string
		want    string
	}{
		{reflect.TypeFor[queryCmd](), "Limit", strconv.Itoa(query.DefaultRows)},
		{reflect.TypeFor[queryCmd](), "Timeout", query.DefaultTimeout.String()},
		{reflect.TypeFor[serveCmd](), "RequestTimeout", query.DefaultTimeout.String()},
		{reflect.TypeFor[subgraphCmd](), "Depth", strconv.Itoa(subgraph.DefaultDepth)},
		{reflect.TypeFor[subgraphCmd](), "PerNode", strconv.Itoa(subgraph.DefaultPerNode)},
		{reflect.TypeFor[subgraphCmd](), "Limit", strconv.Itoa(subgraph.DefaultEdges)},
	} {
		field, ok := test.command.FieldByName(test.flag)
		if got := field.Tag.Get("default"); !ok || got != test.want {
			t.Errorf("%s.%s has the default %q, want %q", test.command.Name(), test.flag, got, test.want)
		}
	}
}
