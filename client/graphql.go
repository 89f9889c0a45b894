package client

import (
	"errors"
	"fmt"
)

// fieldError is an error in the answer of the GraphQL endpoint; the path leads to the field.
type fieldError struct {
	Message string `json:"message"`
	Path    []any  `json:"path"`
}

// joinGraphQL returns the errors of an answer as one; nil where there are none.
func joinGraphQL(faults []fieldError) error {
	var errs []error
	for _, fault := range faults {
		if len(fault.Path) > 0 {
			errs = append(errs, fmt.Errorf("%v: %s", fault.Path, fault.Message))
			continue
		}
		errs = append(errs, errors.New(fault.Message))
	}
	return errors.Join(errs...)
}
