package engine

import (
	"errors"
	"io"

	"github.com/cockroachdb/pebble/v2"
)

// Get reads one key and calls use with its value, which is valid until use returns. found is false if the key is absent.
func Get(r pebble.Reader, key []byte, use func([]byte) error) (found bool, err error) {
	b, closer, err := r.Get(key)
	if errors.Is(err, pebble.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer func(c io.Closer) { err = errors.Join(err, c.Close()) }(closer)
	return true, use(b)
}
