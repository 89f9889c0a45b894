package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/url"
	"slices"

	"graphd/api"
	"graphd/internal/graph/savedquery"
)

const formType = "application/x-www-form-urlencoded"

// parameters are the values for a query in a body, by the names of parameters: a JSON object, or a form.
func (b *body) parameters(query string, limit int64) (map[string][]string, error) {
	text, err := b.all(limit)
	if err != nil {
		return nil, err
	}
	mediaType, _, err := mime.ParseMediaType(b.mediaType)
	switch {
	case len(bytes.TrimSpace(text)) == 0:
		return nil, nil
	case mediaType == formType:
		values, err := url.ParseQuery(string(text))
		if err != nil {
			return nil, bodyError("form", err)
		}
		return values, nil
	case mediaType != "application/json" || err != nil:
		return nil, fmt.Errorf("%q: %w: send application/json or %s", b.mediaType, errMediaType, formType)
	}
	return jsonParameters(query, text)
}

// jsonParameters reads {"name": value, "list": [value, …]}; null is no value.
func jsonParameters(query string, text []byte) (map[string][]string, error) {
	var object map[string]any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber() // numbers as they are written
	if err := decoder.Decode(&object); err != nil {
		return nil, bodyError(`send the parameters as {"name": value, …}`, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: there is more than one JSON value", errBody)
	}
	given, faults := map[string][]string{}, &savedquery.ParamError{Query: query}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		texts, err := textsOf(object[name])
		if err != nil {
			faults.Faults = append(faults.Faults, savedquery.ParamFault{Param: name, Message: err.Error()})
		}
		given[name] = texts
	}
	if len(faults.Faults) > 0 {
		return nil, placed(faults, "body")
	}
	return given, nil
}

// textsOf are a JSON value's parts as an address would have them.
func textsOf(value any) ([]string, error) {
	switch value := value.(type) {
	case nil:
		return []string{}, nil
	case string, json.Number, bool:
		return []string{fmt.Sprint(value)}, nil
	case []any:
		texts := []string{}
		for _, item := range value {
			switch item.(type) {
			case string, json.Number, bool:
				texts = append(texts, fmt.Sprint(item))
			default:
				return nil, errors.New("a list has strings, numbers, true and false in it, and no lists, objects and null")
			}
		}
		return texts, nil
	}
	return nil, errors.New("a value is a string, a number, true, false, null or a list, and no object")
}

// placedFaults are faults of parameters with the place where these stand: "query" or "body".
type placedFaults struct {
	*savedquery.ParamError
	place string
}

// placed is err with the place of its faulty parameters, if it is about such.
func placed(err error, place string) error {
	var faults *savedquery.ParamError
	if errors.As(err, &faults) {
		return placedFaults{faults, place}
	}
	return err
}

// Unwrap is the error without its place.
func (f placedFaults) Unwrap() error { return f.ParamError }

func (f placedFaults) details() []api.InputFault {
	details := make([]api.InputFault, len(f.Faults))
	for i, fault := range f.Faults {
		details[i] = api.InputFault{Location: f.place + "." + fault.Param, Message: fault.Message}
	}
	return details
}
