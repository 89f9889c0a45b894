package export

import (
	"bufio"
	"bytes"
	"unicode/utf8"
)

// object is a JSON object that is being written.
type object struct {
	w     *bufio.Writer
	begun bool
}

func beginObject(w *bufio.Writer) *object {
	w.WriteByte('{') // a bufio.Writer keeps its first error for Flush
	return &object{w: w}
}

// key writes a key, after which its value is to be written.
func (o *object) key(name string) *bufio.Writer {
	o.w.Write(o.appendKey(o.w.AvailableBuffer(), name))
	return o.w
}

func (o *object) appendKey(b []byte, name string) []byte {
	if o.begun {
		b = append(b, ',')
	}
	o.begun = true
	return append(appendText(b, name), ':')
}

func (o *object) set(row ...cell) {
	for i := range row {
		b := o.appendKey(o.w.AvailableBuffer(), row[i].name)
		o.w.Write(row[i].appendJSON(b))
	}
}

// nested writes an object of cells.
func (o *object) nested(name string, row ...cell) {
	o.key(name)
	inner := beginObject(o.w)
	inner.set(row...)
	inner.end()
}

func (o *object) end() { o.w.WriteByte('}') }

// array is a JSON array that is being written, one element a line.
type array struct {
	w     *bufio.Writer
	begun bool
}

func beginArray(w *bufio.Writer) *array {
	w.WriteByte('[')
	return &array{w: w}
}

// next goes to the place of the next element.
func (a *array) next() {
	if a.begun {
		a.w.WriteByte(',')
	}
	a.begun = true
	a.w.WriteByte('\n')
}

func (a *array) end() { a.w.WriteByte(']') }

// writeArray writes n elements.
func writeArray(w *bufio.Writer, n int, element func(i int)) {
	list := beginArray(w)
	for i := range n {
		list.next()
		element(i)
	}
	list.end()
}

func (c *cell) appendJSON(b []byte) []byte {
	if c.kind == kindString {
		return appendText(b, c.text)
	}
	begin := len(b)
	b = c.appendPlain(b)
	if c.kind == kindDouble && !bytes.ContainsAny(b[begin:], ".e") {
		b = append(b, ".0"...) // a reader that tells whole numbers from others shall see one type
	}
	return b
}

// plainInJSON tells which bytes stand in a JSON string as they are, whatever is beside them.
var plainInJSON = func() (plain [256]bool) {
	for c := range plain {
		plain[c] = c >= ' ' && c < 0x7f && c != '"' && c != '\\'
	}
	return plain
}()

// appendText appends a JSON string, its Unicode as it is.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	begin := 0
	for i := 0; i < len(s); {
		if plainInJSON[s[i]] {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r < utf8.RuneSelf || r == utf8.RuneError && size == 1 || r == '\u2028' || r == '\u2029' {
			b = append(append(b, s[begin:i]...), `\u`...)
			for shift := 12; shift >= 0; shift -= 4 {
				b = append(b, "0123456789abcdef"[r>>shift&0xf])
			}
			begin = i + size
		}
		i += size
	}
	return append(append(b, s[begin:]...), '"')
}
