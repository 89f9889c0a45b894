package codec

import "errors"

var (
	// ErrCorrupt is the error of bytes in the store that cannot be decoded, or that contradict each other.
	ErrCorrupt = errors.New("the store is damaged")
	// ErrInvalid is the error of a value or quad that no store can hold.
	ErrInvalid = errors.New("invalid quad")
)
