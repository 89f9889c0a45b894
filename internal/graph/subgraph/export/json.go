package export

import (
	"bufio"
	"bytes"
	"unicode/utf8"
)

// objectWriter writes a JSON object. Errors stick in the bufio.Writer until Flush.
type objectWriter struct {
	w     *bufio.Writer
	begun bool
}

func beginObject(w *bufio.Writer) *objectWriter {
	w.WriteByte('{')
	return &objectWriter{w: w}
}

// key writes a key. The caller writes the value to the returned writer.
func (o *objectWriter) key(name string) *bufio.Writer {
	o.w.Write(o.appendKey(o.w.AvailableBuffer(), name))
	return o.w
}

func (o *objectWriter) appendKey(b []byte, name string) []byte {
	if o.begun {
		b = append(b, ',')
	}
	o.begun = true
	return append(appendText(b, name), ':')
}

// set writes attributes as members.
func (o *objectWriter) set(row ...attributeValue) {
	for i := range row {
		b := o.appendKey(o.w.AvailableBuffer(), row[i].name)
		o.w.Write(row[i].appendJSON(b))
	}
}

// nested writes a member that is an object of attributes.
func (o *objectWriter) nested(name string, row ...attributeValue) {
	o.key(name)
	inner := beginObject(o.w)
	inner.set(row...)
	inner.end()
}

func (o *objectWriter) end() { o.w.WriteByte('}') }

// arrayWriter writes a JSON array with one element per line.
type arrayWriter struct {
	w     *bufio.Writer
	begun bool
}

func beginArray(w *bufio.Writer) *arrayWriter {
	w.WriteByte('[')
	return &arrayWriter{w: w}
}

// next prepares for the next element.
func (a *arrayWriter) next() {
	if a.begun {
		a.w.WriteByte(',')
	}
	a.begun = true
	a.w.WriteByte('\n')
}

func (a *arrayWriter) end() { a.w.WriteByte(']') }

// writeArray writes an array of n elements, each written by element.
func writeArray(w *bufio.Writer, n int, element func(i int)) {
	list := beginArray(w)
	for i := range n {
		list.next()
		element(i)
	}
	list.end()
}

// appendJSON appends the value as JSON to b.
func (c *attributeValue) appendJSON(b []byte) []byte {
	if c.kind == kindString {
		return appendText(b, c.text)
	}
	begin := len(b)
	b = c.appendPlain(b)
	if c.kind == kindDouble && !bytes.ContainsAny(b[begin:], ".e") {
		b = append(b, ".0"...) // so that readers which distinguish integers see one type
	}
	return b
}

// plainInJSON holds the bytes that a JSON string contains unescaped in any context.
var plainInJSON = func() (plain [256]bool) {
	for c := range plain {
		plain[c] = c >= ' ' && c < 0x7f && c != '"' && c != '\\'
	}
	return plain
}()

// appendText appends s as a JSON string to b, without escaping Unicode.
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
