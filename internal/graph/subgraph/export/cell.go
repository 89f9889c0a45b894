package export

import (
	"bufio"
	"strconv"
)

// scalarType is the type of an attribute, the same in the whole file.
type scalarType uint8

const (
	kindString scalarType = iota
	kindLong
	kindDouble
	kindBoolean
)

// String returns the name of the type in GraphML and GEXF.
func (k scalarType) String() string { return [...]string{"string", "long", "double", "boolean"}[k] }

// attribute is the name and type of an attribute.
type attribute struct {
	name string
	kind scalarType
}

// attributeValue is the value of an attribute for one node or edge.
type attributeValue struct {
	attribute
	text  string
	whole int64 // the value of a long; 1 for true, 0 for false
	real  float64
}

func text(name, value string) attributeValue {
	return attributeValue{attribute: attribute{name, kindString}, text: value}
}

func long[T int | int64 | uint64](name string, value T) attributeValue {
	return attributeValue{attribute: attribute{name, kindLong}, whole: int64(value)}
}

func double(name string, value float64) attributeValue {
	return attributeValue{attribute: attribute{name, kindDouble}, real: value}
}

func boolean(name string, value bool) attributeValue {
	c := attributeValue{attribute: attribute{name, kindBoolean}}
	if value {
		c.whole = 1
	}
	return c
}

// appendPlain appends the value as text to b.
func (c *attributeValue) appendPlain(b []byte) []byte {
	switch c.kind {
	case kindLong:
		return strconv.AppendInt(b, c.whole, 10)
	case kindDouble:
		return strconv.AppendFloat(b, c.real, 'g', -1, 64)
	case kindBoolean:
		return strconv.AppendBool(b, c.whole != 0)
	}
	return append(b, c.text...)
}

// plain returns the value as text.
func (c *attributeValue) plain() string {
	if c.kind == kindString {
		return c.text
	}
	return string(c.appendPlain(nil))
}

// escaped writes the value, a string through escape.
func (c *attributeValue) escaped(w *bufio.Writer, escape func(*bufio.Writer, string)) {
	if c.kind == kindString {
		escape(w, c.text)
		return
	}
	w.Write(c.appendPlain(w.AvailableBuffer()))
}
