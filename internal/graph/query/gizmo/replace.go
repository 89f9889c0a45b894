package gizmo

import (
	"unicode/utf16"

	"github.com/dop251/goja"
)

// replaceText is String.prototype.replace and replaceAll.
func replaceText(r *run, original goja.Callable, this goja.Value, args []goja.Value) (goja.Value, error) {
	if err := patternTooLong(nil, args[:min(len(args), 1)]); err != nil {
		return nil, err
	}
	return replaced(r, original, this, this, args)
}

// replaceMatches is RegExp.prototype[Symbol.replace].
func replaceMatches(r *run, original goja.Callable, this goja.Value, args []goja.Value) (goja.Value, error) {
	return replaced(r, original, this, argumentAt(args, 0), args)
}

// replaced calls original with its second argument, a function or a template, made one that counts how long the text
// becomes: nothing but the matches can tell that.
func replaced(r *run, original goja.Callable, this, text goja.Value, args []goja.Value) (goja.Value, error) {
	length, err := stringLength(text)
	if err != nil {
		return nil, err
	}
	by := argumentAt(args, 1)
	replacement, callable := goja.AssertFunction(by)
	if !callable {
		if _, err := stringLength(by); err != nil {
			return nil, err
		}
		replacement = (&template{text: textOf(by), left: longestString}).expand
	}
	counted := r.native("replace", func(found []goja.Value) (goja.Value, error) {
		v, err := replacement(goja.Undefined(), found...)
		if err != nil {
			return nil, err
		}
		s := textOf(v)
		length += int64(s.Length())
		return s, tooLong(length)
	})
	return original(this, argumentAt(args, 0), r.vm.ToValue(counted))
}

// template is a replacement text with references to what was found (ECMA-262, GetSubstitution).
type template struct {
	text goja.String
	left int // characters that one expansion may still make
}

// expand is a function that replaces: it gets the match, its captures, the position, the whole text and the named captures
// where the pattern has any.
func (t *template) expand(_ goja.Value, found ...goja.Value) (goja.Value, error) {
	m := matchOf(found)
	var out goja.StringBuilder
	left := t.left
	for i := 0; i < t.text.Length(); {
		piece, next := m.reference(t.text, i)
		if left -= piece.Length(); left < 0 {
			return nil, tooLong(longestString + 1)
		}
		out.WriteString(piece)
		i = next
	}
	return out.String(), nil
}

// match is what a pattern found: the captures, of which the first is the whole, and where.
type match struct {
	captures []goja.Value
	position int
	text     goja.String
	groups   *goja.Object // named captures; nil for none
}

func matchOf(found []goja.Value) match {
	var m match
	last := len(found) - 1
	if groups, ok := found[last].(*goja.Object); ok {
		m.groups = groups
		last--
	}
	m.text = textOf(found[last])
	m.position = int(found[last-1].ToInteger())
	m.captures = found[:last-1]
	return m
}

// reference is what stands for the characters of a template from i on, and where the next begin.
func (m match) reference(template goja.String, i int) (goja.String, int) {
	if template.CharAt(i) != '$' || i+1 == template.Length() {
		return upToReference(template, i)
	}
	switch c := template.CharAt(i + 1); {
	case c == '$':
		return template.Substring(i, i+1), i + 2
	case c == '&':
		return m.capture(0), i + 2
	case c == '`':
		return m.text.Substring(0, m.position), i + 2
	case c == '\'':
		return m.text.Substring(min(m.position+m.capture(0).Length(), m.text.Length()), m.text.Length()), i + 2
	case c == '<' && m.groups != nil:
		return m.named(template, i)
	case c >= '0' && c <= '9':
		return m.numbered(template, i)
	}
	return template.Substring(i, i+1), i + 1
}

// upToReference is the text from i on up to the next dollar sign.
func upToReference(template goja.String, i int) (goja.String, int) {
	end := i + 1
	for end < template.Length() && template.CharAt(end) != '$' {
		end++
	}
	return template.Substring(i, end), end
}

// named is $<name>.
func (m match) named(template goja.String, i int) (goja.String, int) {
	for end := i + 2; end < template.Length(); end++ {
		if template.CharAt(end) == '>' {
			return stringOf(m.groups.Get(template.Substring(i+2, end).String())), end + 1
		}
	}
	return template.Substring(i, i+1), i + 1
}

// numbered is $n or $nn; of two digits the second is text where there are not as many captures.
func (m match) numbered(template goja.String, i int) (goja.String, int) {
	number, end := 0, i+1
	for ; end < min(i+3, template.Length()); end++ {
		digit := template.CharAt(end) - '0'
		if digit > 9 || number*10+int(digit) >= len(m.captures) {
			break
		}
		number = number*10 + int(digit)
	}
	if number == 0 {
		return template.Substring(i, i+1), i + 1
	}
	return m.capture(number), end
}

func (m match) capture(i int) goja.String { return stringOf(m.captures[i]) }

// stringOf is the text of what a pattern captured: none for a group that had no part in the match.
func stringOf(v goja.Value) goja.String {
	if v == nil || goja.IsUndefined(v) {
		return goja.StringFromUTF16(nil)
	}
	return textOf(v)
}

// textOf is a value as the string that the language converts it to.
func textOf(v goja.Value) goja.String {
	v = v.ToString()
	if s, ok := v.(goja.String); ok {
		return s
	}
	return goja.StringFromUTF16(utf16.Encode([]rune(v.String()))) // undefined, null, a number, a boolean
}
