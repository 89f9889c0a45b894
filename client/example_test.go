package client_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"graphd/api"
	"graphd/client"
)

// bridge is the document of the examples.
var bridge = api.NewDocument{
	ID:     "bridge",
	Title:  "The bridge",
	Issued: "2021-03-09",
	Text:   "The bridge is safe, Lena Holm said on Monday.\n\nThe Ferry Committee recommended that the bridge be closed.\n",
}

func Example() {
	c, stop := start()
	defer stop()
	ctx := context.Background()

	added, err := c.AddDocument(ctx, bridge, client.IngestOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(added.Status)
	for _, a := range added.Attributions {
		source := "somebody unknown"
		if a.Entity != nil {
			source = a.Entity.Name
		}
		fmt.Printf("%s: %s: %s\n", source, a.Act, a.Text)
	}
	// Output:
	// added
	// Lena Holm: assert: The bridge is safe
	// Ferry Committee: recommend: that the bridge be closed
}

func ExampleClient_AddDocument_dryRun() {
	c, stop := start()
	defer stop()

	found, err := c.AddDocument(context.Background(), bridge, client.IngestOptions{DryRun: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	points := []rune(bridge.Text)
	content := found.Attributions[0].Content[0] // in the text as given
	fmt.Println(found.Status, string(points[content[0]:content[1]]))
	// Output: examined The bridge is safe
}

func ExampleClient_Document() {
	c, stop := start()
	defer stop()
	ctx := context.Background()
	added, err := c.AddDocument(ctx, bridge, client.IngestOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}

	document, err := c.Document(ctx, added.ID)
	if err != nil {
		fmt.Println(err)
		return
	}
	points := []rune(document.Text)
	for _, a := range document.Found {
		source := a.Normalised.Source[0] // in the normalised text, which document.Text is
		fmt.Println(string(points[source[0]:source[1]]))
	}
	// Output:
	// Lena Holm
	// The Ferry Committee
}

func ExampleClient_Attributions() {
	c, stop := start()
	defer stop()
	ctx := context.Background()
	if _, err := c.AddDocument(ctx, bridge, client.IngestOptions{}); err != nil {
		fmt.Println(err)
		return
	}

	page, err := c.Attributions(ctx, api.AttributionQuery{Act: "recommend"}, api.PageQuery{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, a := range page.Items {
		fmt.Println(a.Document.Title, a.Words.Source, a.Words.Cue)
	}
	// Output: The bridge [The Ferry Committee] [recommended]
}

func ExampleAll() {
	c, stop := start()
	defer stop()
	ctx := context.Background()
	if _, err := c.AddDocument(ctx, bridge, client.IngestOptions{}); err != nil {
		fmt.Println(err)
		return
	}

	entities := client.All(func(cursor string) (api.Page[api.Entity], error) {
		return c.Entities(ctx, api.EntityQuery{}, api.PageQuery{Limit: 1, Cursor: cursor})
	})
	for e, err := range entities {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(e.ID, e.Kind, e.Attributions)
	}
	// Output:
	// body:ferry-committee body 1
	// actor:lena-holm person 1
}

func ExampleClient_Query() {
	c, stop := start()
	defer stop()
	ctx := context.Background()
	if _, err := c.AddDocument(ctx, bridge, client.IngestOptions{}); err != nil {
		fmt.Println(err)
		return
	}

	rows, err := c.Query(ctx, "gizmo", `g.V("actor:lena-holm").out("g:said").all()`, client.QueryOptions{Limit: 10})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer rows.Close()
	for row, err := range rows.All() {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(string(row))
	}
	fmt.Println(rows.End().Complete)
	// Output:
	// {"id":"The bridge is safe"}
	// true
}

func ExampleClient_RunSavedQuery() {
	c, stop := start()
	defer stop()
	ctx := context.Background()
	if _, err := c.AddDocument(ctx, bridge, client.IngestOptions{}); err != nil {
		fmt.Println(err)
		return
	}

	params := url.Values{"actor": {"body:ferry-committee"}}
	rows, err := c.RunSavedQuery(ctx, "statements-of", params, client.QueryOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer rows.Close()
	for row, err := range rows.All() {
		var statement struct{ Words string }
		if err == nil {
			err = json.Unmarshal(row, &statement)
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(statement.Words)
	}
	// Output: that the bridge be closed
}

func ExampleClient_GraphQL() {
	c, stop := start()
	defer stop()
	ctx := context.Background()
	if _, err := c.AddDocument(ctx, bridge, client.IngestOptions{}); err != nil {
		fmt.Println(err)
		return
	}

	var data struct {
		Attributions struct {
			Nodes []struct{ Act, Text string }
		}
	}
	err := c.GraphQL(ctx, `query ($q: String) { attributions(filter: {q: $q}) { nodes { act text } } }`, map[string]any{"q": "closed"}, &data)
	fmt.Println(data.Attributions.Nodes, err)
	// Output: [{RECOMMEND that the bridge be closed}] <nil>
}

func ExampleClient_Subgraph() {
	c, stop := start()
	defer stop()
	ctx := context.Background()
	if _, err := c.AddDocument(ctx, bridge, client.IngestOptions{}); err != nil {
		fmt.Println(err)
		return
	}

	graph, err := c.Subgraph(ctx, api.SubgraphQuery{Root: []string{"actor:lena-holm"}, Predicate: []string{"g:said"}, Values: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer graph.Close()
	var nodeLink struct{ Nodes, Edges []any }
	err = json.NewDecoder(graph).Decode(&nodeLink)
	fmt.Println(graph.MediaType, len(nodeLink.Nodes), len(nodeLink.Edges), graph.Complete, err)
	// Output: application/json 2 1 true <nil>
}

func ExampleClient_Check() {
	c, stop := start()
	defer stop()

	state, err := c.Check(context.Background(), nil)
	fmt.Println(state.Status, state.Found, err)
	// Output: sound 0 <nil>
}

func ExampleClient_DeleteDocument() {
	c, stop := start()
	defer stop()
	ctx := context.Background()

	_, err := c.DeleteDocument(ctx, "doc:unknown")
	var problem *api.Problem
	if errors.As(err, &problem) && problem.Status == http.StatusNotFound {
		fmt.Println(problem.Type)
	}
	// Output: urn:graphd:problem:not-found
}
