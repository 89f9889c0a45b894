package imprint

import (
	"strings"
	"unicode/utf8"
)

// A lineWord is a word or a punctuation mark of a line, with its offsets in code points.
type lineWord struct {
	form       string
	start, end int
}

// splitLine returns the words of a line. Commas, semicolons and brackets are words of their own, and so is a colon after a word.
func splitLine(line string) []lineWord {
	var out []lineWord
	at := 0
	for part := range strings.SplitSeq(line, " ") {
		size := utf8.RuneCountInString(part)
		start, end := at, at+size
		at += size + 1
		var after []lineWord
		for len(part) > 1 && strings.ContainsAny(part[len(part)-1:], ",;:)") {
			after = append(after, lineWord{part[len(part)-1:], end - 1, end})
			part, end = part[:len(part)-1], end-1
		}
		for len(part) > 1 && part[0] == '(' {
			out = append(out, lineWord{"(", start, start + 1})
			part, start = part[1:], start+1
		}
		if part != "" {
			out = append(out, lineWord{part, start, end})
		}
		for i := len(after) - 1; i >= 0; i-- {
			out = append(out, after[i])
		}
	}
	return out
}

// join returns the forms of words with spaces between them.
func join(words []lineWord) string {
	forms := make([]string, len(words))
	for i, w := range words {
		forms[i] = w.form
	}
	return strings.Join(forms, " ")
}

// lower returns the form of word i in lower case; "" outside.
func lower(words []lineWord, i int) string {
	if i < 0 || i >= len(words) {
		return ""
	}
	return strings.ToLower(words[i].form)
}
