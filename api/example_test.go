package api_test

import (
	"encoding/json"
	"fmt"

	"graphd/api"
)

// A line of `graphd extract --format jsonl` is an Extraction. Source, cue and content count in the text as given.
func ExampleExtraction() {
	const text = "\ufeffThe bridge is safe, Lena Holm said."
	const line = `{"id":"bridge.txt","document":"doc:1f0c","attributions":[{"id":"attr:8d1a","source":[[21,30]],"cue":[[31,35]],
		"content":[[1,19]],"normalised":{"source":[[20,29]],"cue":[[30,34]],"content":[[0,18]]},"act":"assert",
		"entity":{"id":"actor:lena-holm","name":"Lena Holm","kind":"person"}}],"entities":[]}`
	var extraction api.Extraction
	if err := json.Unmarshal([]byte(line), &extraction); err != nil {
		fmt.Println(err)
		return
	}
	points := []rune(text)
	for _, a := range extraction.Attributions {
		content := a.Content[0]
		fmt.Printf("%s %s: %s\n", a.Entity.Name, a.Act, string(points[content[0]:content[1]]))
	}
	// Output: Lena Holm assert: The bridge is safe
}

// An attribution that was read from the graph has only offsets of the normalised text.
func ExampleAttribution() {
	a := api.Attribution{
		ID:         "attr:8d1a",
		Normalised: api.Offsets{Source: []api.TextRange{{20, 29}}, Cue: []api.TextRange{{30, 34}}, Content: []api.TextRange{{0, 18}}},
		Act:        "assert",
	}
	text, err := json.Marshal(a)
	if err != nil {
		fmt.Println(err)
		return
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil {
		fmt.Println(err)
		return
	}
	_, hasSource := fields["source"]
	fmt.Println(hasSource, string(fields["normalised"]))
	// Output: false {"source":[[20,29]],"cue":[[30,34]],"content":[[0,18]]}
}

func ExampleProblem() {
	var err error = &api.Problem{
		Status: 422, Title: "Unprocessable Entity", Detail: "validation failed",
		Errors: []api.InputFault{{Location: "query.limit", Message: "expected number <= 1000"}},
	}
	fmt.Println(err)
	// Output: validation failed; limit: expected number <= 1000
}
