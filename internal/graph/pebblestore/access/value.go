package access

import (
	"graphd/internal/graph/pebblestore/codec"
)

import "github.com/cayleygraph/quad"

// ValueClass is a class of values. Its meaning is up to the user of the store.
type ValueClass uint8

// cachedValue is a value with its class.
type cachedValue struct {
	value quad.Value
	class ValueClass
}

func (t *cachedValue) weight() int64 { return 8 + valueWeight(&t.value) }

// Class returns the class of the value with an id, which must not be 0.
func (r *QuadReader) Class(id codec.NodeID) (ValueClass, error) {
	t, err := r.valueWithClass(id)
	return t.class, err
}

func (r *QuadReader) valueWithClass(id codec.NodeID) (cachedValue, error) {
	if t := r.values.Get(uint64(id)); t != nil {
		return *t, nil
	}
	t := new(cachedValue)
	err := r.Dictionary.Encoding(id, func(b []byte) (err error) { t.value, err = codec.DecodeValue(b); return err })
	if err != nil {
		return cachedValue{}, err
	}
	t.class = r.class(t.value)
	r.values.Put(uint64(id), t)
	return *t, nil
}
