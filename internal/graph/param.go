package graph

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/gizmo"
	"graphd/internal/graph/vocab"
)

// ParamType is what values a parameter takes.
type ParamType string

// Types of parameters.
const (
	ParamIRI    ParamType = "iri" // a full IRI or a short name: actor:dominic-raab
	ParamString ParamType = "string"
	ParamInt    ParamType = "int"
	ParamFloat  ParamType = "float"
	ParamDate   ParamType = "date" // 2020, 2020-07, 2020-07-21 or an RFC 3339 time; the beginning of it, in UTC
	ParamBool   ParamType = "bool" // true or false
)

// Param is a declared parameter of a saved query.
type Param struct {
	Name        string    `json:"name"`
	Type        ParamType `json:"type"`
	List        bool      `json:"list,omitempty"` // takes any number of values of Type
	Required    bool      `json:"required"`
	Default     []string  `json:"default,omitempty"` // as it would be given; empty where Required, or where the default is no value
	Description string    `json:"description"`
}

// none is how a declaration says that a parameter may be left without a value.
const none = "none"

var paramDeclaration = regexp.MustCompile(`^([A-Za-z_][A-Za-z0-9_]*) (list of )?([a-z]+)(?: = (.*?))? -- (.+)$`)

// parseParam reads "name type [= default] -- description".
func parseParam(base vocab.Base, declaration string) (Param, error) {
	parts := paramDeclaration.FindStringSubmatch(declaration)
	if parts == nil {
		return Param{}, errors.New("a parameter is declared as: param NAME TYPE [= DEFAULT] -- DESCRIPTION")
	}
	p := Param{Name: parts[1], Type: ParamType(parts[3]), List: parts[2] != "", Description: parts[5]}
	if _, err := p.value(base, "0"); errors.Is(err, errParamType) {
		return p, err
	}
	switch given := strings.TrimSpace(parts[4]); {
	case given == "":
		p.Required = true
	case given == none:
	case p.List:
		for item := range strings.SplitSeq(given, ",") {
			p.Default = append(p.Default, strings.TrimSpace(item))
		}
	default:
		p.Default = []string{given}
	}
	if _, err := p.bind(base, p.Default); err != nil && !p.Required {
		return p, fmt.Errorf("the default of %s: %w", p.Name, err)
	}
	return p, nil
}

// bind turns given strings into the value that a query sees: nil, a value of the type, or a []any of them.
func (p Param) bind(base vocab.Base, given []string) (any, error) {
	if given == nil {
		given = p.Default
	}
	switch {
	case len(given) == 0 && p.Required:
		return nil, fmt.Errorf("a value is needed (%s): %s", p.typeName(), p.Description)
	case len(given) == 0:
		return nil, nil
	case !p.List && len(given) > 1:
		return nil, fmt.Errorf("one value is expected, %d are given", len(given))
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

func (p Param) typeName() string {
	if p.List {
		return "list of " + string(p.Type)
	}
	return string(p.Type)
}

var errParamType = errors.New("unknown type of parameter: use iri, string, int, float, date, bool, or a list of one")

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

func misfit(err error, text, want string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%q is not %s", text, want)
}

// iriValue reads a full IRI or a short name, either with or without angle brackets.
func iriValue(base vocab.Base, text string) (quad.IRI, error) {
	inner := strings.TrimSuffix(strings.TrimPrefix(text, "<"), ">")
	if iri, ok := gizmo.Expand(base.Prefixes(), inner); ok {
		return iri, nil
	}
	scheme, rest, ok := strings.Cut(inner, ":")
	if !ok || scheme == "" || rest == "" || strings.ContainsAny(inner, " <>\"{}|^`\\\t\n") {
		return "", fmt.Errorf("%q is neither an IRI nor a short name like actor:dominic-raab", text)
	}
	return quad.IRI(inner), nil
}

func dateValue(text string) (time.Time, error) {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006", time.RFC3339} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a date like 2020-07-21", text)
}

// checkSyntax parses a saved query with its parameters bound to values that stand for any.
func checkSyntax(base vocab.Base, saved Saved) error {
	session := &Session{prefixes: base.Prefixes(), limits: QueryLimits{}.withDefaults()}
	if saved.Language == Gizmo {
		return fromGizmo(gizmo.New(session.prefixes, gizmo.Budgets{Script: session.limits.Text}).Check(saved.Text))
	}
	params := make(map[string]any, len(saved.Params))
	for _, p := range saved.Params {
		params[p.Name] = "x"
	}
	_, err := parseGraphQL(saved.Text, session.prefixes, params)
	return err
}
