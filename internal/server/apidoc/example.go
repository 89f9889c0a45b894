package apidoc

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// exampleMaker makes examples of values that schemas describe.
type exampleMaker struct{ schemas huma.Registry }

// exampleDepth is the deepest nesting of schemas in an example.
const exampleDepth = 5

// ofBody returns the example that a body declares, or one made from its schema; "" for text.
func (e exampleMaker) ofBody(body *huma.MediaType) string {
	switch {
	case body.Example != nil:
		if text, ok := body.Example.(string); ok {
			return text
		}
		return indented(body.Example)
	case body.Schema == nil || body.Schema.Type == huma.TypeString || body.Schema.Type == "" && body.Schema.Ref == "":
		return ""
	}
	return e.text(body.Schema)
}

// text returns an example of a schema as indented JSON.
func (e exampleMaker) text(schema *huma.Schema) string { return indented(e.of(schema, exampleDepth)) }

// indented returns v as indented JSON, or "" if it cannot be encoded.
func indented(v any) string {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		return ""
	}
	return strings.TrimSpace(text.String())
}

// of returns an example of a schema; nil beyond depth nested schemas.
func (e exampleMaker) of(schema *huma.Schema, depth int) any {
	if schema != nil && schema.Ref != "" {
		schema = e.schemas.SchemaFromRef(schema.Ref)
	}
	switch {
	case schema == nil || depth == 0:
		return nil
	case len(schema.Examples) > 0:
		return schema.Examples[0]
	case schema.Default != nil:
		return schema.Default
	case len(schema.Enum) > 0:
		return schema.Enum[0]
	case schema.Items != nil:
		return e.list(schema, depth)
	}
	return e.plain(schema, depth)
}

// list returns an example of an array with the fewest items that its schema allows, and at least one.
func (e exampleMaker) list(schema *huma.Schema, depth int) any {
	n := 1
	if schema.MinItems != nil {
		n = max(n, *schema.MinItems)
	}
	items := make([]any, n)
	for i := range items {
		items[i] = e.of(schema.Items, depth-1)
	}
	return items
}

// plain returns an example of a schema that declares no values.
func (e exampleMaker) plain(schema *huma.Schema, depth int) any {
	switch schema.Type {
	case huma.TypeObject:
		fields := map[string]any{}
		for name, property := range schema.Properties {
			if value := e.of(property, depth-1); value != nil {
				fields[name] = value
			}
		}
		return fields
	case huma.TypeInteger, huma.TypeNumber:
		return 0
	case huma.TypeBoolean:
		return true
	case huma.TypeString:
		return "…"
	}
	return nil
}
