package document

import "strings"

// frontMatter parses the front matter of a text: lines "key: value" between two lines of three hyphens. It returns the
// byte offset of the text after it; 0 if there is no front matter.
func frontMatter(s string) (matter jsonRecord, body int) {
	const fence = "---\n"
	if !strings.HasPrefix(s, fence) {
		return jsonRecord{}, 0
	}
	inside, _, found := strings.Cut(s[len(fence):], "\n"+fence)
	if !found {
		return jsonRecord{}, 0
	}
	var list *nameList
	for l := range strings.SplitSeq(inside, "\n") {
		if item, ok := strings.CutPrefix(strings.TrimSpace(l), "- "); ok && list != nil {
			*list = append(*list, unquote(item))
			continue
		}
		key, value, found := strings.Cut(l, ":")
		if !found && strings.TrimSpace(l) != "" {
			return jsonRecord{}, 0 // a thematic break and a paragraph
		}
		list = matter.setField(strings.ToLower(strings.TrimSpace(key)), unquote(value))
	}
	return matter, len(fence) + len(inside) + len("\n"+fence)
}

// setField sets a field by its name. If the field is a list, it returns the list, to which items on later lines are
// added.
func (rec *jsonRecord) setField(key, value string) *nameList {
	switch key {
	case "id":
		rec.ID = scalar(value)
	case "title":
		rec.Title = value
	case "publisher":
		rec.Publisher = nameList{value}
	case "issued":
		rec.Issued = scalar(value)
	case "date":
		rec.Date = scalar(value)
	case "language", "lang":
		rec.Language = value
	case "url":
		rec.URL = value
	case "kind":
		rec.Kind = value
	case "author", "authors":
		for name := range strings.SplitSeq(strings.Trim(value, "[]"), ",") {
			if name = unquote(name); name != "" {
				rec.Authors = append(rec.Authors, name)
			}
		}
		return &rec.Authors
	case "keywords", "tags", "topics":
		rec.Keywords = append(rec.Keywords, splitKeywords(strings.Trim(value, "[]"))...)
		return (*nameList)(&rec.Keywords)
	}
	return nil
}

// unquote removes white space and a pair of quotation marks at the ends of s.
func unquote(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return oneLine(s)
}
