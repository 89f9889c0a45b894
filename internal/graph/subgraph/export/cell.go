package export

import (
	"bufio"
	"strconv"
)

// kind is the type of an attribute, the same over the whole file.
type kind uint8

const (
	kindString kind = iota
	kindLong
	kindDouble
	kindBoolean
)

// String is the word for it in GraphML and GEXF.
func (k kind) String() string { return [...]string{"string", "long", "double", "boolean"}[k] }

// column is an attribute.
type column struct {
	name string
	kind kind
}

// cell is an attribute's value.
type cell struct {
	column
	text  string
	whole int64 // a long; of a boolean, whether it is true
	real  float64
}

func text(name, value string) cell { return cell{column: column{name, kindString}, text: value} }

func long[T int | int64 | uint64](name string, value T) cell {
	return cell{column: column{name, kindLong}, whole: int64(value)}
}

func double(name string, value float64) cell {
	return cell{column: column{name, kindDouble}, real: value}
}

func boolean(name string, value bool) cell {
	c := cell{column: column{name, kindBoolean}}
	if value {
		c.whole = 1
	}
	return c
}

// appendPlain appends the value as text.
func (c *cell) appendPlain(b []byte) []byte {
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

// plain is the value as text.
func (c *cell) plain() string {
	if c.kind == kindString {
		return c.text
	}
	return string(c.appendPlain(nil))
}

// escaped writes the value, its text through escape.
func (c *cell) escaped(w *bufio.Writer, escape func(*bufio.Writer, string)) {
	if c.kind == kindString {
		escape(w, c.text)
		return
	}
	w.Write(c.appendPlain(w.AvailableBuffer()))
}
