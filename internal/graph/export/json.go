package export

import (
	"bufio"
	"strconv"
	"strings"
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
	if o.begun {
		o.w.WriteByte(',')
	}
	o.begun = true
	writeText(o.w, name)
	o.w.WriteByte(':')
	return o.w
}

func (o *object) set(name string, value any) { writeScalar(o.key(name), value) }

func (o *object) cells(row []cell) {
	for _, c := range row {
		o.set(c.name, c.value)
	}
}

// nested writes an object of cells.
func (o *object) nested(name string, row []cell) {
	o.key(name)
	inner := beginObject(o.w)
	inner.cells(row)
	inner.end()
}

func (o *object) end() { o.w.WriteByte('}') }

// writeArray writes n elements, one a line.
func writeArray(w *bufio.Writer, n int, element func(i int)) {
	w.WriteByte('[')
	for i := range n {
		if i > 0 {
			w.WriteByte(',')
		}
		w.WriteByte('\n')
		element(i)
	}
	w.WriteByte(']')
}

func writeScalar(w *bufio.Writer, value any) {
	if s, ok := value.(string); ok {
		writeText(w, s)
		return
	}
	text := plain(value)
	if _, ok := value.(float64); ok && !strings.ContainsAny(text, ".e") {
		text += ".0" // a reader that tells whole numbers from others shall see one type
	}
	w.WriteString(text)
}

// writeText writes a JSON string, its Unicode as it is.
func writeText(w *bufio.Writer, s string) {
	w.WriteByte('"')
	begin := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 || r == '\u2028' || r == '\u2029' {
				w.WriteString(s[begin:i])
				w.WriteString(`\u` + strconv.FormatInt(int64(r)+0x10000, 16)[1:])
				begin = i + size
			}
			i += size
			continue
		}
		if c < ' ' || c == '"' || c == '\\' || c == 0x7f {
			w.WriteString(s[begin:i])
			w.WriteString(`\u` + strconv.FormatInt(int64(c)+0x10000, 16)[1:])
			begin = i + 1
		}
		i++
	}
	w.WriteString(s[begin:])
	w.WriteByte('"')
}
