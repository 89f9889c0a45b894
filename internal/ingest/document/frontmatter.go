package document

import "strings"

// frontMatter reads the lines "key: value" between lines of three hyphens that a text may begin with, and says where
// the text goes on.
func frontMatter(s string) (matter record, body int) {
	const fence = "---\n"
	if !strings.HasPrefix(s, fence) {
		return record{}, 0
	}
	inside, _, found := strings.Cut(s[len(fence):], "\n"+fence)
	if !found {
		return record{}, 0
	}
	var list *names
	for l := range strings.SplitSeq(inside, "\n") {
		if item, ok := strings.CutPrefix(strings.TrimSpace(l), "- "); ok && list != nil {
			*list = append(*list, unquote(item))
			continue
		}
		key, value, found := strings.Cut(l, ":")
		if !found && strings.TrimSpace(l) != "" {
			return record{}, 0 // a rule and a paragraph
		}
		list = matter.state(strings.ToLower(strings.TrimSpace(key)), unquote(value))
	}
	return matter, len(fence) + len(inside) + len("\n"+fence)
}

// state sets a field by its name; where it is a list whose items follow, it returns the list.
func (rec *record) state(key, value string) *names {
	switch key {
	case "id":
		rec.ID = scalar(value)
	case "title":
		rec.Title = value
	case "publisher":
		rec.Publisher = value
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
		return (*names)(&rec.Keywords)
	}
	return nil
}

func unquote(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return line(s)
}
