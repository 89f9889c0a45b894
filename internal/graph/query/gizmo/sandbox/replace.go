package sandbox

import (
	"unicode/utf16"

	"github.com/dop251/goja"
)

// replaceInString implements String.prototype.replace and replaceAll(pattern, replacement).
func replaceInString(vm *VM, original goja.Callable, this goja.Value, args []goja.Value) (goja.Value, error) {
	if err := checkPatternArgument(nil, args[:min(len(args), 1)]); err != nil {
		return nil, err
	}
	return replaceCounted(vm, original, this, this, args)
}

// replaceByRegExp implements RegExp.prototype[Symbol.replace](text, replacement).
func replaceByRegExp(vm *VM, original goja.Callable, this goja.Value, args []goja.Value) (goja.Value, error) {
	return replaceCounted(vm, original, this, argumentAt(args, 0), args)
}

// replaceCounted calls original with a replacement function that stops when the result becomes too long. The result's
// length depends on the matches, so it cannot be computed beforehand.
func replaceCounted(vm *VM, original goja.Callable, this, text goja.Value, args []goja.Value) (goja.Value, error) {
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
		replacement = replacementTemplate{textOf(by)}.expand
	}
	counted := vm.Native("replace", func(found []goja.Value) (goja.Value, error) {
		v, err := replacement(goja.Undefined(), found...)
		if err != nil {
			return nil, err
		}
		s := textOf(v)
		length += int64(s.Length())
		return s, checkLength(length)
	})
	return original(this, argumentAt(args, 0), vm.ToValue(counted))
}

// replacementTemplate is a replacement text with references to the match (ECMA-262, GetSubstitution).
type replacementTemplate struct{ text goja.String }

// expand implements a replacement function. Its arguments are the match, the captures, the position, the whole text and, if
// the pattern has any, the named captures.
func (t replacementTemplate) expand(_ goja.Value, found ...goja.Value) (goja.Value, error) {
	m := newRegexpMatch(found)
	var out goja.StringBuilder
	left := maxString
	for i := 0; i < t.text.Length(); {
		piece, next := m.expandAt(t.text, i)
		if left -= piece.Length(); left < 0 {
			return nil, checkLength(maxString + 1)
		}
		out.WriteString(piece)
		i = next
	}
	return out.String(), nil
}

// regexpMatch is one match of a pattern. Positions and lengths count UTF-16 units.
type regexpMatch struct {
	captures []goja.Value // the first is the whole match
	position int          // of the match in text
	text     goja.String
	groups   *goja.Object // named captures; nil for none
}

// newRegexpMatch returns the match that the arguments of a replacement function describe.
func newRegexpMatch(found []goja.Value) regexpMatch {
	var m regexpMatch
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

// expandAt returns the expansion of the part of a template that begins at i, and where the next part begins. A part is a
// reference, or the text up to the next dollar sign.
func (m regexpMatch) expandAt(template goja.String, i int) (piece goja.String, next int) {
	if template.CharAt(i) != '$' || i+1 == template.Length() {
		return literalAt(template, i)
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
		return m.namedAt(template, i)
	case c >= '0' && c <= '9':
		return m.numberedAt(template, i)
	}
	return template.Substring(i, i+1), i + 1
}

// literalAt returns the text from i up to the next dollar sign.
func literalAt(template goja.String, i int) (piece goja.String, next int) {
	end := i + 1
	for end < template.Length() && template.CharAt(end) != '$' {
		end++
	}
	return template.Substring(i, end), end
}

// namedAt expands $<name>.
func (m regexpMatch) namedAt(template goja.String, i int) (piece goja.String, next int) {
	for end := i + 2; end < template.Length(); end++ {
		if template.CharAt(end) == '>' {
			return captureText(m.groups.Get(template.Substring(i+2, end).String())), end + 1
		}
	}
	return template.Substring(i, i+1), i + 1
}

// numberedAt expands $n or $nn. The second of two digits is text where there are not that many captures.
func (m regexpMatch) numberedAt(template goja.String, i int) (piece goja.String, next int) {
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

func (m regexpMatch) capture(i int) goja.String { return captureText(m.captures[i]) }

// captureText returns the text of a capture, which is empty for a group that took no part in the match.
func captureText(v goja.Value) goja.String {
	if v == nil || goja.IsUndefined(v) {
		return goja.StringFromUTF16(nil)
	}
	return textOf(v)
}

// textOf returns v converted to a string as the language converts it.
func textOf(v goja.Value) goja.String {
	v = v.ToString()
	if s, ok := v.(goja.String); ok {
		return s
	}
	return goja.StringFromUTF16(utf16.Encode([]rune(v.String()))) // undefined, null, a number, a boolean
}
