package graphql_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/vocab"
	"graphd/quads"

	"github.com/cayleygraph/quad"
)

// introspection is a query for everything in a schema, as deep as clients query.
const introspection = `{
  __schema { queryType { name } mutationType { name } directives { name } types {
    kind name description
    fields(includeDeprecated: true) { name description args { ...Value } type { ...Ref } }
    inputFields { ...Value }
    interfaces { name }
    enumValues(includeDeprecated: true) { name }
    possibleTypes { name }
  } }
}
fragment Value on __InputValue { name description defaultValue type { ...Ref } }
fragment Ref on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }`

type (
	ref struct {
		Kind, Name string
		OfType     *ref
	}
	value struct {
		Name, Description string
		DefaultValue      *string
		Type              ref
	}
	field struct {
		Name, Description string
		Args              []value
		Type              ref
	}
	named     struct{ Name string }
	typeEntry struct {
		Kind, Name, Description string
		Fields                  []field
		InputFields             []value
		Interfaces, EnumValues  []named
	}
)

// TestSchemaFile prints the result of introspection as SDL, which must equal schema.graphql.
func TestSchemaFile(t *testing.T) {
	file, err := os.ReadFile("schema.graphql")
	if err != nil {
		t.Fatal(err)
	}
	types := introspected(t)
	order := regexp.MustCompile(`(?m)^(?:type|interface|input|enum) (\w+)`).FindAllStringSubmatch(string(file), -1)
	head, _, _ := strings.Cut(string(file), "\ntype Query")
	out := head
	for _, name := range order {
		entry, ok := types[name[1]]
		if !ok {
			t.Errorf("introspection does not know %s", name[1])
		}
		out += "\n" + entry.print()
		delete(types, name[1])
	}
	if d := cmp.Diff(string(file), out); d != "" {
		t.Error(d)
	}
	for name := range types {
		if !strings.HasPrefix(name, "__") && !slices.Contains([]string{"Int", "Float", "String", "Boolean", "ID"}, name) {
			t.Errorf("%s is not in schema.graphql", name)
		}
	}
}

func introspected(t *testing.T) map[string]typeEntry {
	var answer struct {
		Schema struct{ Types []typeEntry } `json:"__schema"`
	}
	if err := json.Unmarshal([]byte(data(t, bridge(t), introspection, nil)), &answer); err != nil {
		t.Fatal(err)
	}
	types := map[string]typeEntry{}
	for _, entry := range answer.Schema.Types {
		types[entry.Name] = entry
	}
	return types
}

func (e typeEntry) print() string {
	out := described("", e.Description)
	word := map[string]string{"OBJECT": "type", "INTERFACE": "interface", "INPUT_OBJECT": "input", "ENUM": "enum"}[e.Kind]
	if e.Kind == "ENUM" {
		return out + word + " " + e.Name + " { " + names(e.EnumValues, " ") + " }\n"
	}
	out += word + " " + e.Name
	if len(e.Interfaces) > 0 {
		out += " implements " + names(e.Interfaces, " & ")
	}
	out += " {\n"
	for _, f := range e.Fields {
		args := make([]string, len(f.Args))
		for i, a := range f.Args {
			args[i] = a.print()
		}
		list := ""
		if len(args) > 0 {
			list = "(" + strings.Join(args, ", ") + ")"
		}
		out += described("  ", f.Description) + "  " + f.Name + list + ": " + f.Type.print() + "\n"
	}
	for _, v := range e.InputFields {
		out += described("  ", v.Description) + "  " + v.print() + "\n"
	}
	return out + "}\n"
}

func (v value) print() string {
	out := v.Name + ": " + v.Type.print()
	if v.DefaultValue != nil {
		out += " = " + *v.DefaultValue
	}
	return out
}

func (r ref) print() string {
	switch r.Kind {
	case "NON_NULL":
		return r.OfType.print() + "!"
	case "LIST":
		return "[" + r.OfType.print() + "]"
	}
	return r.Name
}

func described(indent, text string) string {
	if text == "" {
		return ""
	}
	var quoted bytes.Buffer
	e := json.NewEncoder(&quoted)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		panic(err) // a string always has a JSON form
	}
	return fmt.Sprintf("%s%s", indent, quoted.String())
}

func names(list []named, between string) string {
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = n.Name
	}
	return strings.Join(words, between)
}

// TestEnumerations compares the schema's enumerations with the closed lists of the ontology.
func TestEnumerations(t *testing.T) {
	file, err := quads.FS.Open("ontology.nq")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	in, err := nquads.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	members := map[string][]string{}
	for {
		q, err := in.Next()
		if err != nil {
			break
		}
		if scheme, ok := q.Object.(quad.IRI); ok && q.Predicate == quad.IRI(vocab.SKOS+"inScheme") {
			list := strings.TrimSuffix(strings.TrimPrefix(string(scheme), vocab.NS), "-list")
			name := strings.TrimPrefix(string(q.Subject.(quad.IRI)), string(vocab.ConceptOf(list, "")))
			members[list] = append(members[list], strings.ToUpper(strings.ReplaceAll(name, "-", "_")))
		}
	}
	types := introspected(t)
	for _, list := range []string{"form", "act", "kind", "polarity", "certainty", "tense", "sourceForm", "entityKind"} {
		name := strings.ToUpper(list[:1]) + list[1:]
		slices.Sort(members[list])
		if got := strings.Fields(names(types[name].EnumValues, " ")); len(got) == 0 || !slices.Equal(got, members[list]) {
			t.Errorf("%s is %v, the ontology has %v", name, got, members[list])
		}
	}
}
