package savedquery_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph"
	"graphd/internal/graph/query"
	"graphd/internal/graph/savedquery"
	"graphd/internal/graph/vocab"
	"graphd/queries"
)

var update = flag.Bool("update", false, "rewrite the golden answers of the saved queries")

func savedFiles(t *testing.T, store *graph.Store) *savedquery.Catalog {
	t.Helper()
	saved, err := savedquery.Load(store.Base(), savedquery.Folder{Files: queries.Files})
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func savedAnswer(t *testing.T, store *graph.Store, name string, params map[string][]string) []any {
	t.Helper()
	req, err := savedFiles(t, store).Request(name, params)
	if err != nil {
		t.Fatal(err)
	}
	rows, completeness, err := answer(t, store, req)
	if err != nil {
		t.Fatal(err)
	}
	if !completeness.Complete {
		t.Fatal(completeness.Reason)
	}
	return rows
}

// TestSavedQueriesOnPress runs every saved query on the press graph. The expected rows are JSON without the instance base and
// the namespace of the vocabulary. Only the named columns are compared; all are where none is named.
func TestSavedQueriesOnPress(t *testing.T) {
	store := press(t)
	type params = map[string][]string
	for _, test := range []struct {
		name    string
		params  params
		columns string
		want    string
	}{
		{"who-said-what", params{"subject": {"BRIDGE"}}, "name words document", `[
			{"document":"<doc:d1>","name":"Town Council","words":"Close the bridge (all of it)."},
			{"document":"<doc:d1>","name":"Ann Lee","words":"the call to close the bridge"},
			{"document":"<doc:d1>","name":"Ben Poe","words":"that the bridge be repaired"},
			{"document":"<doc:d2>","name":"Ann Lee","words":"We never promised a new bridge."}]`},
		{"who-said-what", params{"subject": {"(all of it)."}}, "words", `[{"words":"Close the bridge (all of it)."}]`},
		{"who-said-what", params{"subject": {"ferry|asked"}, "pattern": {"true"}}, "name words", `[
			{"name":null,"words":"Nobody asked us."},{"name":"Ann Lee","words":"The ferry is late."}]`},
		{"who-said-what", params{"subject": {"absurd"}}, "words", `[]`},
		{"statements-of", params{"actor": {"actor:ben-poe"}}, "attribution act polarity start title", `[
			{"act":"demand","attribution":"<attr:a4>","polarity":"positive","start":140,"title":"Report d1"},
			{"act":"assert","attribution":"<attr:a6>","polarity":"negative","start":50,"title":"Report d2"}]`},
		{"recommendations-of", params{"body": {"body:council"}}, "words", `[{"words":"Close the bridge (all of it)."}]`},
		{"recommendations-of", params{"body": {"actor:ben-poe"}, "demands": {"false"}}, "words", `[]`},
		{"rejected-recommendations", nil, "linked named", `[{"linked":false,"named":true}]`},
		{"rejected-recommendations", params{"named_only": {"true"}}, "", `[{"linked":false,"named":true,
			"recommendation":{"act":"recommend","actIRI":"g:act-recommend","attribution":"<attr:a1>","document":"<doc:d1>","name":"Town Council","source":"<body:council>","start":10,"words":"Close the bridge (all of it)."},
			"rejection":{"act":"reject","actIRI":"g:act-reject","attribution":"<attr:a2>","document":"<doc:d1>","name":"Ann Lee","source":"<actor:ann-lee>","start":60,"words":"the call to close the bridge"}}]`},
		{"speaks-for", nil, "", `[{"body":"<body:ministry>","document":"<doc:d1>","name":"Ann Lee","of":"Ministry of Works","spokesperson":"<actor:ann-lee>"}]`},
		{"speaks-for", params{"body": {"body:council"}}, "", `[]`},
		{"said-at", params{"occasion": {"Press Conference"}}, "attribution occasion", `[{"attribution":"<attr:a2>","occasion":"at a press conference"}]`},
		{"told-to", params{"addressee": {"reporters"}}, "", `[]`},
		{"two-actors", params{"first": {"actor:ann-lee"}, "second": {"actor:ben-poe"}}, "", `[
			{"document":"<doc:d1>","first":[{"act":"reject","actIRI":"g:act-reject","attribution":"<attr:a2>","words":"the call to close the bridge"}],
				"second":[{"act":"demand","actIRI":"g:act-demand","attribution":"<attr:a4>","words":"that the bridge be repaired"}],"title":"Report d1"},
			{"document":"<doc:d2>","first":[{"act":"deny","actIRI":"g:act-deny","attribution":"<attr:a5>","words":"We never promised a new bridge."}],
				"second":[{"act":"assert","actIRI":"g:act-assert","attribution":"<attr:a6>","words":"the costs were “absurd”"}],"title":"Report d2"},
			{"document":"<doc:d3>","first":[{"act":"assert","actIRI":"g:act-assert","attribution":"<attr:a7>","words":"The ferry is late."}],"second":[],"title":"Report d3"}]`},
		{"denials", nil, "attribution name", `[{"attribution":"<attr:a5>","name":"Ann Lee"}]`},
		{"denials", params{"actor": {"actor:ben-poe"}}, "", `[]`},
		{"by-act", params{"acts": {"demand", "reject"}}, "attribution", `[{"attribution":"<attr:a2>"},{"attribution":"<attr:a4>"}]`},
		{"most-quoted", nil, "", `[
			{"direct":2,"documents":3,"name":"Ann Lee","source":"<actor:ann-lee>","statements":3},
			{"direct":0,"documents":2,"name":"Ben Poe","source":"<actor:ben-poe>","statements":2},
			{"direct":1,"documents":1,"name":"Town Council","source":"<body:council>","statements":1}]`},
		{"most-quoted", params{"most": {"1"}, "document": {"doc:d1"}}, "source statements", `[{"source":"<actor:ann-lee>","statements":1}]`},
		{"passage-of", params{"actor": {"actor:ben-poe"}, "words": {"absurd"}}, "", `[{"attribution":"<attr:a6>","document":"<doc:d2>",
			"passages":[{"end":73,"exact":"the costs were “absurd”","passage":"<passage:d2-5>","prefix":null,"start":50,"suffix":null}],
			"title":"Report d2","url":null,"words":"the costs were “absurd”"}]`},
		{"unresolved-sources", nil, "attribution speaker words", `[{"attribution":"<attr:a3>","speaker":"a retired driver","words":"Nobody asked us."}]`},
		{"unresolved-sources", params{"document": {"doc:d2"}}, "", `[]`},
		{"co-speakers", params{"actor": {"actor:ben-poe"}}, "", `[
			{"documents":["<doc:d1>","<doc:d2>"],"name":"Ann Lee","shared":2,"source":"<actor:ann-lee>"},
			{"documents":["<doc:d1>"],"name":"Town Council","shared":1,"source":"<body:council>"}]`},
		{"find-entity", params{"name": {"lee"}}, "", `[{"id":"<actor:ann-lee>","kind":"person","kindIRI":"g:entityKind-person","name":"Ann Lee","others":[],"statements":3}]`},
		{"documents-issued", params{"from": {"2024-02"}, "to": {"2024-03-01"}}, "", `[{"document":"<doc:d2>","issued":"2024-02-01","publisher":null,"statements":2,"title":"Report d2"}]`},
		{"to-review", nil, "attribution confidence", `[{"attribution":"<attr:a3>","confidence":0.4},{"attribution":"<attr:a6>","confidence":0.5}]`},
		{"document-sources", params{"document": {"doc:d3"}}, "", `[{"statements":{"act":"assert","actIRI":"g:act-assert","id":"<attr:a7>","source":{"id":"<actor:ann-lee>","kind":"person","kindIRI":"g:entityKind-person"},"words":"The ferry is late."}}]`},
		{"entity", params{"entity": {"actor:ann-lee"}}, "", `[{"entity":{"id":"<actor:ann-lee>","kind":"person","kindIRI":"g:entityKind-person","name":"Ann Lee","speaksFor":"<body:ministry>"}}]`},
		{"attribution", params{"attribution": {"attr:a7"}}, "", `[{"statement":{"act":"assert","actIRI":"g:act-assert","content":{"end":18,"exact":"The ferry is late.","start":0},
			"cue":null,"document":"<doc:d3>","form":"direct","formIRI":"g:form-direct","id":"<attr:a7>","polarity":"positive","polarityIRI":"g:polarity-positive","source":"<actor:ann-lee>","speaker":null,"words":"The ferry is late."}}]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			rows := savedAnswer(t, store, test.name, test.params)
			got := shortened(jsonOf(t, picked(rows, test.columns)))
			if diff := cmp.Diff(decoded(t, test.want), decoded(t, got)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

func shortened(text string) string {
	return strings.NewReplacer("urn:graphd:ns:", "", "urn:graphd:", "").Replace(text)
}

func picked(rows []any, columns string) []any {
	if columns == "" {
		return rows
	}
	out := make([]any, len(rows))
	for i, row := range rows {
		fields := map[string]any{}
		for column := range strings.FieldsSeq(columns) {
			fields[column] = row.(map[string]any)[column]
		}
		out[i] = fields
	}
	return out
}

func decoded(t *testing.T, text string) (v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

// golden is a file with the parameters of a saved query and its answer on the sample. The parameter "$document" is replaced
// by the IRI of the sample's document and "$statement" by that of one of its statements, which depend on the sample's text.
type golden struct {
	Params map[string][]string `json:"params"`
	Rows   []any               `json:"rows"`
}

// TestSavedQueriesOnSample compares the answers on quads/sample.nq with the golden files.
func TestSavedQueriesOnSample(t *testing.T) {
	sample, err := os.ReadFile("../../../quads/sample.nq")
	if err != nil {
		t.Fatal(err)
	}
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if _, err := store.Load(t.Context(), bytes.NewReader(sample), graph.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
	replacements := map[string]string{
		"$document":  only(t, store, `g.V("g:Document").in("rdf:type").all()`),
		"$statement": only(t, store, `g.V("actor:helen-marwood").out("g:made").order().getLimit(1)`),
	}
	for _, saved := range savedFiles(t, store).List() {
		t.Run(saved.Name, func(t *testing.T) {
			file := filepath.Join("../../../queries/testdata", saved.Name+".golden.json")
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("every saved query needs a golden answer: %v", err)
			}
			var want golden
			if err := json.Unmarshal(text, &want); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			got := golden{Params: want.Params, Rows: savedAnswer(t, store, saved.Name, resolved(want.Params, replacements))}
			if *update {
				writeGolden(t, file, got)
				return
			}
			if diff := cmp.Diff(decoded(t, jsonOf(t, want)), decoded(t, jsonOf(t, got))); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

// only returns the one node that a query finds.
func only(t *testing.T, store *graph.Store, text string) string {
	t.Helper()
	rows, _, err := answer(t, store, query.Request{Text: text})
	if err != nil || len(rows) != 1 {
		t.Fatalf("%s: %v, %v", text, rows, err)
	}
	return rows[0].(map[string]any)["id"].(string)
}

func resolved(params map[string][]string, replacements map[string]string) map[string][]string {
	out := map[string][]string{}
	for name, values := range params {
		for _, value := range values {
			if standIn, ok := replacements[value]; ok {
				value = standIn
			}
			out[name] = append(out[name], value)
		}
	}
	return out
}

func writeGolden(t *testing.T, file string, g golden) {
	t.Helper()
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(g); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestDenialThatIsDenied checks that "the mayor did not deny it" is no denial.
func TestDenialThatIsDenied(t *testing.T) {
	store := press(t)
	base := store.Base()
	negative := quad.Quad{
		Subject: base.IRI("attr", "a5"), Predicate: vocab.Polarity, Object: vocab.ConceptOf(vocab.PolarityList, "negative"), Label: base.IRI("doc", "d2"),
	}
	if rows := savedAnswer(t, store, "denials", nil); len(rows) != 1 {
		t.Fatalf("%d denials before, want 1", len(rows))
	}
	if _, err := store.Apply(t.Context(), graph.Edit{Add: []quad.Quad{negative}}); err != nil {
		t.Fatal(err)
	}
	if rows := savedAnswer(t, store, "denials", nil); len(rows) != 0 {
		t.Errorf("%v is listed as a denial", rows)
	}
}
