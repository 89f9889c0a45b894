package rest

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
	"graphd/internal/server/web"
)

// parametersOf returns the values of a query's parameters in a body of at most limit bytes, by name. The body is a JSON
// object, a form, or empty.
func parametersOf(b *web.Payload, query string, limit int64) (map[string][]string, error) {
	text, err := b.ReadAll(limit)
	if err != nil {
		return nil, err
	}
	mediaType, _, err := mime.ParseMediaType(b.MediaType())
	switch {
	case len(bytes.TrimSpace(text)) == 0:
		return nil, nil
	case mediaType == web.URLEncodedForm:
		values, err := url.ParseQuery(string(text))
		if err != nil {
			return nil, web.BodyError("form", err)
		}
		return values, nil
	case mediaType != "application/json" || err != nil:
		return nil, fmt.Errorf("%q: %w: send application/json or %s", b.MediaType(), web.ErrMediaType, web.URLEncodedForm)
	}
	return jsonParameters(query, text)
}

// jsonParameters parses {"name": value, "list": [value, …]}; null means no value.
func jsonParameters(query string, text []byte) (map[string][]string, error) {
	var object map[string]any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber() // keeps the digits of numbers
	if err := decoder.Decode(&object); err != nil {
		return nil, web.BodyError(`send the parameters as {"name": value, …}`, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: it contains more than one JSON value", web.ErrBody)
	}
	given, faults := map[string][]string{}, &savedquery.ParamError{Query: query}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		texts, err := parameterTexts(object[name])
		if err != nil {
			faults.Faults = append(faults.Faults, savedquery.ParamFault{Param: name, Message: err.Error()})
		}
		given[name] = texts
	}
	if len(faults.Faults) > 0 {
		return nil, withPlace(faults, "body")
	}
	return given, nil
}

// parameterTexts returns the values in a JSON value as a query string would have them.
func parameterTexts(value any) ([]string, error) {
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
				return nil, errors.New("a list contains strings, numbers, true and false, but no lists, objects and null")
			}
		}
		return texts, nil
	}
	return nil, errors.New("a value is a string, a number, true, false, null or a list, but not an object")
}

// parameterFaults are faulty parameters of a saved query with the part of the request that contains them: "query" or
// "body".
type parameterFaults struct {
	*savedquery.ParamError
	place string
}

// withPlace returns err with the place of its faulty parameters, if it is about parameters.
func withPlace(err error, place string) error {
	var faults *savedquery.ParamError
	if errors.As(err, &faults) {
		return parameterFaults{faults, place}
	}
	return err
}

// Unwrap returns the error without its place.
func (f parameterFaults) Unwrap() error { return f.ParamError }

// InputFaults returns each faulty parameter with its place. It implements web.InputFaultError.
func (f parameterFaults) InputFaults() []api.InputFault {
	faults := make([]api.InputFault, len(f.Faults))
	for i, fault := range f.Faults {
		faults[i] = api.InputFault{Location: f.place + "." + fault.Param, Message: fault.Message}
	}
	return faults
}
