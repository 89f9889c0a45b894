package server

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// examples makes examples of what schemas describe.
type examples struct{ schemas huma.Registry }

// exampleDepth is how many schemas deep an example goes.
const exampleDepth = 5

// ofBody is the example that a body states, or one that its schema gives; "" for text.
func (e examples) ofBody(body *huma.MediaType) string {
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

func (e examples) text(schema *huma.Schema) string { return indented(e.of(schema, exampleDepth)) }

// indented is v as JSON that people read.
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

func (e examples) of(schema *huma.Schema, depth int) any {
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

func (e examples) list(schema *huma.Schema, depth int) any {
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

func (e examples) plain(schema *huma.Schema, depth int) any {
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
