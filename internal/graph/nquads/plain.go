package nquads

import (
	"fmt"
	"time"

	"github.com/cayleygraph/quad"
)

// Plain returns a value for people to read: its text without quotes, language or datatype; "" for nil.
func Plain(value quad.Value) string {
	switch x := value.(type) {
	case nil:
		return ""
	case quad.IRI:
		return string(x)
	case quad.BNode:
		return "_:" + string(x)
	case quad.String:
		return string(x)
	case quad.LangString:
		return string(x.Value)
	case quad.TypedString:
		return string(x.Value)
	case quad.Time:
		return time.Time(x).UTC().Format(time.RFC3339)
	default:
		return fmt.Sprint(x.Native())
	}
}

// Lexical returns the text and the datatype of a literal without a language: "7" and xsd:integer.
func Lexical(v quad.Value) (text, datatype string) {
	if s, ok := v.(quad.String); ok {
		return string(s), typeString
	}
	return lexical(v)
}
