package attribution

import (
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/ling"
)

// blockQuotation returns the paragraphs of the block quotation that begins with paragraph p, without the lines at its end that are no
// sentences, such as the name of its author.
func (x *extraction) blockQuotation(p int) [][]ling.Range {
	var content []ling.Range
	for depth := x.Styles[p].Depth; p < len(x.Paragraphs) && x.Styles[p].Depth >= depth; p++ {
		if form := x.Words[x.Paragraphs[p].From].Form; form == "—" || form == "–" || form == "--" {
			break
		}
		content = append(content, x.Paragraphs[p])
	}
	for len(content) > 0 && !x.endsSentence(content[len(content)-1].To-1) {
		content = content[:len(content)-1]
	}
	if len(content) == 0 {
		return nil
	}
	return [][]ling.Range{content}
}

// listItems returns the items of the list that begins with paragraph p, without the punctuation and conjunction at their ends.
func (x *extraction) listItems(p int) [][]ling.Range {
	var out [][]ling.Range
	for ; p < len(x.Paragraphs) && x.Styles[p].Kind == ling.Item; p++ {
		item := x.contentOf(x.Paragraphs[p])
		if !item.Empty() && item.To-1 > item.From && listConjunctions[x.Words[item.To-1].Lower] {
			item = x.contentOf(ling.Between(item.From, item.To-1))
		}
		if !item.Empty() {
			out = append(out, []ling.Range{item})
		}
	}
	return out
}

// fitting returns items if they can be what a announces: questions only of somebody who asks, and phrases without a verb not of
// somebody who says or knows. "These people spoke:" announces who, not what.
func (x *extraction) fitting(a classes.Announcement, items [][]ling.Range) [][]ling.Range {
	verbs := false
	for _, item := range items {
		if r := item[0]; r.To < len(x.Words) && (x.Words[r.To-1].Form == "?" || x.Words[r.To].Form == "?") && a.Class != "ask" {
			return nil
		}
		verbs = verbs || x.hasVerb(item[0])
	}
	if !verbs && clausal[a.Class] {
		return nil
	}
	return items
}

// clausal are the classes of cues that take a clause.
var clausal = lists.Set("clausal class")

// listConjunctions stand at the end of the last item of a list but one.
var listConjunctions = map[string]bool{"and": true, "or": true}

// paragraphContent returns paragraph p as the content of what is announced before it: the quotation that it consists of or,
// after a colon, sentences.
func (x *extraction) paragraphContent(p int, colon bool) [][]ling.Range {
	paragraph := x.Paragraphs[p]
	if x.opens(paragraph.From) {
		if q := &x.Quotations[x.Words[paragraph.From].Quotation]; x.isWholeParagraph(q) || colon && q.Words > 0 && x.isPunctuation(q.To, paragraph.To) {
			return [][]ling.Range{{x.contentOf(q.Range)}}
		}
		return nil
	}
	if !colon || x.isHeading(p) || x.Words[paragraph.To-1].Form == ":" {
		return nil
	}
	return [][]ling.Range{{paragraph}}
}

// isHeading reports whether paragraph p does not end like a sentence.
func (x *extraction) isHeading(p int) bool { return !x.endsSentence(x.Paragraphs[p].To - 1) }

// endsSentence reports whether word i, or the word before the quotation marks and brackets at i, ends a sentence.
func (x *extraction) endsSentence(i int) bool {
	start := x.SentenceOf(i).From
	for i > start && (x.isClosingMark(i) || x.Words[i].Form == ")" || x.Words[i].Form == "]") {
		i--
	}
	switch x.Words[i].Form {
	case ".", "!", "?", "…", "...", "?!", "!!":
		return true
	}
	return false
}

// isClosingMark reports whether word i is the last of an outermost quotation.
func (x *extraction) isClosingMark(i int) bool {
	q := x.Words[i].Quotation
	return q >= 0 && x.Quotations[q].Closed && x.Quotations[q].To == i+1
}
