package nquads

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// ErrUnwritable is wrapped by errors about values that no N-Quads line can hold.
var ErrUnwritable = errors.New("cannot be written as N-Quads")

// The datatypes of native values.
const (
	xsd         = "http://www.w3.org/2001/XMLSchema#"
	typeString  = xsd + "string"
	typeInteger = xsd + "integer"
	typeDouble  = xsd + "double"
	typeBoolean = xsd + "boolean"
	typeTime    = xsd + "dateTime"
)

// AppendQuad appends q as a line, newline included.
func AppendQuad(b []byte, q quad.Quad) []byte {
	b = append(AppendTerm(b, q.Subject), ' ')
	b = append(AppendTerm(b, q.Predicate), ' ')
	b = append(AppendTerm(b, q.Object), ' ')
	if q.Label != nil {
		b = append(AppendTerm(b, q.Label), ' ')
	}
	return append(b, ".\n"...)
}

// AppendTerm appends one term.
func AppendTerm(b []byte, v quad.Value) []byte {
	switch v := v.(type) {
	case quad.IRI:
		return appendIRI(b, string(v))
	case quad.BNode:
		return append(append(b, "_:"...), v...)
	case quad.LangString:
		return append(append(appendLiteral(b, string(v.Value)), '@'), v.Lang...)
	case quad.String:
		return appendLiteral(b, string(v))
	}
	text, datatype := lexical(v)
	b = appendLiteral(b, text)
	return appendIRI(append(b, "^^"...), datatype)
}

// lexical returns the text and the datatype of a typed value.
func lexical(v quad.Value) (text, datatype string) {
	switch v := v.(type) {
	case quad.TypedString:
		return string(v.Value), string(v.Type)
	case quad.Int:
		return strconv.FormatInt(int64(v), 10), typeInteger
	case quad.Bool:
		return strconv.FormatBool(bool(v)), typeBoolean
	case quad.Float:
		return double(float64(v)), typeDouble
	case quad.Time:
		return time.Time(v).UTC().Format(time.RFC3339Nano), typeTime
	}
	return v.String(), typeString
}

// double returns the canonical text of an xsd:double: "1.5E0", "INF".
func double(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, 64), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	n, _ := strconv.Atoi(exponent)
	return mantissa + "E" + strconv.Itoa(n)
}

func appendIRI(b []byte, s string) []byte {
	b = append(b, '<')
	begin := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; !plainInIRI[c] {
			b = fmt.Appendf(append(b, s[begin:i]...), `\u%04X`, c)
			begin = i + 1
		}
	}
	return append(append(b, s[begin:]...), '>')
}

func appendLiteral(b []byte, s string) []byte {
	b = append(b, '"')
	begin := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '"' && c != '\\' && c != '\n' && c != '\r' {
			continue
		}
		b = append(append(b, s[begin:i]...), '\\')
		begin = i + 1
		switch c {
		case '\n':
			b = append(b, 'n')
		case '\r':
			b = append(b, 'r')
		default:
			b = append(b, c)
		}
	}
	return append(append(b, s[begin:]...), '"')
}

// Normalize returns q as ParseLine reads it back from its line: typed strings that equal native values become those. An
// error wraps ErrUnwritable and names the position.
func Normalize(q quad.Quad) (quad.Quad, error) {
	for _, at := range []struct {
		name  string
		value *quad.Value
	}{{"subject", &q.Subject}, {"predicate", &q.Predicate}, {"object", &q.Object}, {"label", &q.Label}} {
		if *at.value == nil && at.name == "label" {
			continue
		}
		v, err := NormalizeValue(*at.value)
		if err != nil {
			return quad.Quad{}, fmt.Errorf("%w: the %s %w", ErrUnwritable, at.name, err)
		}
		*at.value = v
	}
	return q, nil
}

// NormalizeValue normalizes one term as Normalize does. Its error states the fault without a subject: "is missing".
func NormalizeValue(v quad.Value) (quad.Value, error) {
	switch v := v.(type) {
	case nil:
		return nil, errors.New("is missing")
	case quad.IRI:
		return v, checkText(string(v), v != "")
	case quad.BNode:
		return v, checkText(string(v), isBlankLabel(string(v)))
	case quad.String:
		return v, checkText(string(v), true)
	case quad.LangString:
		return v, checkText(string(v.Value), isLanguage(v.Lang))
	case quad.TypedString:
		return native(v), errors.Join(checkText(string(v.Value), true), checkText(string(v.Type), v.Type != ""))
	case quad.Time:
		if y := time.Time(v).UTC().Year(); y < 0 || y > 9999 {
			return nil, fmt.Errorf("has the year %d", y)
		}
		return v, nil
	case quad.Int, quad.Float, quad.Bool:
		return v, nil
	}
	return nil, fmt.Errorf("is of type %T", v)
}

func checkText(s string, wellFormed bool) error {
	if !wellFormed {
		return fmt.Errorf("is not well formed: %.60q", s)
	}
	if !utf8.ValidString(s) {
		return fmt.Errorf("is not UTF-8: %.60q", s)
	}
	return nil
}

// native returns the native value of a typed string that is written with the same text, else the typed string itself.
func native(v quad.TypedString) quad.Value {
	var n quad.Value
	switch text := string(v.Value); string(v.Type) {
	case typeString:
		return v.Value
	case typeInteger:
		if i, err := strconv.ParseInt(text, 10, 64); err == nil {
			n = quad.Int(i)
		}
	case typeDouble:
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			n = quad.Float(f)
		}
	case typeBoolean:
		n = quad.Bool(text == "true")
	case typeTime:
		if t, err := time.Parse(time.RFC3339Nano, text); err == nil {
			n = quad.Time(t.UTC())
		}
	}
	if n == nil {
		return v
	}
	if text, _ := lexical(n); text != string(v.Value) {
		return v
	}
	return n
}

func isAlnum(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// isLanguage reports whether s has the form of a language tag: "en", "en-GB".
func isLanguage(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if part == "" {
			return false
		}
		for _, c := range []byte(part) {
			if !isAlnum(c) || i == 0 && c <= '9' {
				return false
			}
		}
	}
	return true
}

func isLabelRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_' || r == '-' || r == '.' || r == ':' || r == '·')
}

// isBlankLabel reports whether s may follow "_:".
func isBlankLabel(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	if s == "" || strings.HasSuffix(s, ".") || first == '-' || first == '.' || first == '·' || unicode.IsMark(first) {
		return false
	}
	for _, r := range s {
		if !isLabelRune(r) {
			return false
		}
	}
	return true
}

// BlankLabel returns s if it may follow "_:", else s with every other character replaced by _xHEX_. Some clients use
// whole IRIs as labels.
func BlankLabel(s string) string {
	if isBlankLabel(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		if isLabelRune(r) && r != '.' && (i > 0 || isBlankLabel(string(r))) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "_x%X_", r)
		}
	}
	return b.String()
}
