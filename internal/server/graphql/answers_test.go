package graphql_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"graphd/internal/server/graphql"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestAnswers sends the queries of testdata/*.txtar and compares the responses with the golden ones.
func TestAnswers(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	snapshot, e := bridge(t), engine(t, graphql.RequestLimits{})
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			file, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var variables map[string]any
			answer, query := -1, ""
			for i, part := range file.Files {
				switch part.Name {
				case "query.graphql":
					query = string(part.Data)
				case "variables.json":
					if err := json.Unmarshal(part.Data, &variables); err != nil {
						t.Fatal(err)
					}
				case "answer.json":
					answer = i
				}
			}
			response, err := ask(t.Context(), e, snapshot, query, variables)
			if err != nil {
				t.Fatal(err)
			}
			got := indented(t, response)
			if *update {
				file.Files[answer].Data = got
				if err := os.WriteFile(name, txtar.Format(file), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if d := cmp.Diff(string(file.Files[answer].Data), string(got)); d != "" {
				t.Error(d)
			}
		})
	}
}

func indented(t *testing.T, response graphql.Response) []byte {
	var text, out bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(response); err != nil {
		t.Fatal(err)
	}
	if err := json.Indent(&out, text.Bytes(), "", " "); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
