package client

import (
	"fmt"
	"net/url"
	"reflect"
	"strings"
)

// parameters returns the fields of structs with query tags as parameters of an address. Fields with a zero value are left
// out; a list has a parameter for each of its elements.
func parameters(queries ...any) url.Values {
	values := url.Values{}
	for _, query := range queries {
		v := reflect.ValueOf(query)
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("query"), ",")
			field := v.Field(i)
			if v.Type().Field(i).Anonymous {
				for inner, list := range parameters(field.Interface()) {
					values[inner] = append(values[inner], list...)
				}
				continue
			}
			if name == "" || field.IsZero() {
				continue
			}
			if field.Kind() != reflect.Slice {
				values.Add(name, fmt.Sprint(field.Interface()))
				continue
			}
			for j := range field.Len() {
				values.Add(name, fmt.Sprint(field.Index(j).Interface()))
			}
		}
	}
	return values
}

// address returns a path with the parameters as its query string.
func address(path string, values url.Values) string {
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}
