package pebblestore

import "github.com/cayleygraph/quad"

// Class is a kind of values, as Options.Class sorts them.
type Class uint8

// term is a value with its class.
type term struct {
	value quad.Value
	class Class
}

func (t *term) weight() int64 { return 8 + valueWeight(&t.value) }

// classOf is Class for a store with this base.
func (o Options) classOf(base string) func(quad.Value) Class {
	if o.Class == nil {
		return func(quad.Value) Class { return 0 }
	}
	return func(value quad.Value) Class { return o.Class(base, value) }
}

// Class is the class of the value with an id, which is not 0.
func (v *view) Class(id Node) (Class, error) {
	t, err := v.term(id)
	return t.class, err
}

func (v *view) term(id Node) (term, error) {
	if t := v.terms.get(id); t != nil {
		return *t, nil
	}
	t := new(term)
	err := v.dict.encoding(id, func(b []byte) (err error) { t.value, err = decodeValue(b); return err })
	if err != nil {
		return term{}, err
	}
	t.class = v.class(t.value)
	v.terms.put(id, t)
	return *t, nil
}
