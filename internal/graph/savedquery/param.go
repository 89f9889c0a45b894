package savedquery

import (
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/query"
	"graphd/internal/graph/query/qlang"
	"graphd/internal/graph/vocab"
)

// ParamType is the type of the values of a parameter.
type ParamType string

// Values of ParamType.
const (
	ParamIRI    ParamType = "iri" // a full IRI or a short name: actor:dominic-raab
	ParamString ParamType = "string"
	ParamInt    ParamType = "int"
	ParamFloat  ParamType = "float"
	ParamDate   ParamType = "date" // 2020, 2020-07, 2020-07-21 or an RFC 3339 time; means its beginning, in UTC
	ParamBool   ParamType = "bool" // true or false
)

// Param is a declared parameter of a saved query.
type Param struct {
	Name        string
	Type        ParamType
	List        bool // a list of values of Type
	Required    bool
	Default     []string // as text; empty if Required, or if the default is no value
	Description string
	Line        int // line of the declaration in Definition.File
}

// ParamFault describes an invalid value of a parameter.
type ParamFault struct{ Param, Message string }

// ParamError lists every fault of the values given to a saved query. It wraps query.ErrParam.
type ParamError struct {
	Query  string
	Faults []ParamFault
}

// Error returns a message that names each parameter with its fault.
func (e *ParamError) Error() string {
	faults := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		faults[i] = f.Param + ": " + f.Message
	}
	return fmt.Sprintf("query %s: %v %s", e.Query, query.ErrParam, strings.Join(faults, "; "))
}

// Unwrap returns query.ErrParam.
func (*ParamError) Unwrap() error { return query.ErrParam }

// none is the default in a declaration that means no value.
const none = "none"

var paramDeclaration = regexp.MustCompile(`^([A-Za-z_][A-Za-z0-9_]*) (list of )?([a-z]+)( =(?:"(?:[^"]|"")*"|.)*?)? -- (.+)$`)

// parseParam parses a declaration: "name type [= default] -- description".
func parseParam(base vocab.Base, declaration string) (Param, error) {
	parts := paramDeclaration.FindStringSubmatch(declaration)
	if parts == nil {
		return Param{}, errors.New("a parameter is declared as: param NAME TYPE [= DEFAULT] -- DESCRIPTION")
	}
	p := Param{Name: parts[1], Type: ParamType(parts[3]), List: parts[2] != "", Description: parts[5]}
	if p.Type == "list" {
		p.Type, p.List = ParamString, true
	}
	if _, ok := sampleValues[p.Type]; !ok {
		return p, errParamType
	}
	given, optional := strings.CutPrefix(parts[4], " =")
	if !optional {
		p.Required = true
		return p, nil
	}
	if given = strings.TrimSpace(given); given == none {
		return p, nil
	}
	var err error
	if p.Default, err = p.defaults(given); err == nil {
		_, err = p.bind(base, p.Default)
	}
	if err != nil {
		err = fmt.Errorf("the default of %s: %w", p.Name, err)
	}
	return p, err
}

// defaults splits a default into values. The values of a list are separated by commas; quotation marks protect commas and
// the word none.
func (p Param) defaults(given string) ([]string, error) {
	if given == "" {
		return nil, errors.New(`nothing follows "=": write none for no value, "" for an empty string`)
	}
	if !p.List && given[0] != '"' {
		return []string{given}, nil
	}
	fields := csv.NewReader(strings.NewReader(given))
	fields.TrimLeadingSpace = true
	values, err := fields.Read()
	if err != nil {
		return nil, fmt.Errorf("%s is not quoted correctly: write \"…\", with \"\" for a quotation mark inside", given)
	}
	for i := range values {
		values[i] = strings.TrimSpace(values[i])
	}
	return values, nil
}

// bind converts the given text to the value that the query sees: nil, a value of the type, or a []any of such values. It uses
// the default where given is nil.
func (p Param) bind(base vocab.Base, given []string) (any, error) {
	if given == nil {
		given = p.Default
	}
	switch {
	case len(given) == 0 && p.Required:
		return nil, fmt.Errorf("a value is required (%s): %s", p.TypeName(), p.Description)
	case len(given) == 0:
		return nil, nil
	case !p.List && len(given) > 1:
		return nil, fmt.Errorf("expected one value, got %d", len(given))
	case !p.List:
		return p.value(base, given[0])
	}
	list := make([]any, len(given))
	for i, text := range given {
		value, err := p.value(base, text)
		if err != nil {
			return nil, err
		}
		list[i] = value
	}
	return list, nil
}

// TypeName returns the type as it is written in a declaration.
func (p Param) TypeName() string {
	if p.List {
		return "list of " + string(p.Type)
	}
	return string(p.Type)
}

var errParamType = errors.New("unknown parameter type: use iri, string, int, float, date, bool, or list of one of them")

// value converts text to a value of the type.
func (p Param) value(base vocab.Base, text string) (any, error) {
	switch p.Type {
	case ParamIRI:
		return iriValue(base, text)
	case ParamString:
		return text, nil
	case ParamInt:
		n, err := strconv.ParseInt(text, 10, 64)
		return n, misfit(err, text, "a whole number")
	case ParamFloat:
		n, err := strconv.ParseFloat(text, 64)
		if err == nil && (math.IsNaN(n) || math.IsInf(n, 0)) {
			err = strconv.ErrRange
		}
		return n, misfit(err, text, "a number")
	case ParamDate:
		return dateValue(text)
	case ParamBool:
		b, err := strconv.ParseBool(text)
		return b, misfit(err, text, "true or false")
	}
	return nil, errParamType
}

// misfit returns nil if err is nil, else an error with text and the wanted type.
func misfit(err error, text, want string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%q is not %s", text, want)
}

// iriValue parses a full IRI or a short name, with or without angle brackets.
func iriValue(base vocab.Base, text string) (quad.IRI, error) {
	inner := strings.TrimSuffix(strings.TrimPrefix(text, "<"), ">")
	if iri, ok := qlang.Expand(base.Prefixes(), inner); ok {
		return iri, nil
	}
	scheme, rest, ok := strings.Cut(inner, ":")
	if !ok || scheme == "" || rest == "" || strings.ContainsAny(inner, " <>\"{}|^`\\\t\n") {
		return "", fmt.Errorf("%q is neither an IRI nor a short name like actor:dominic-raab", text)
	}
	return quad.IRI(inner), nil
}

// dateValue parses a date or time and returns its beginning in UTC.
func dateValue(text string) (time.Time, error) {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006", time.RFC3339} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a date like 2020-07-21", text)
}

// sampleValues has a valid value of each type, as text.
var sampleValues = map[ParamType]string{
	ParamIRI: "urn:x:y", ParamString: "x", ParamInt: "1", ParamFloat: "0.5", ParamDate: "2020-07-21", ParamBool: "true",
}

// sample returns a value with which the text of a query can be checked.
func (p Param) sample(base vocab.Base) any {
	value, err := p.bind(base, []string{sampleValues[p.Type]})
	if err != nil {
		return nil
	}
	return value
}
