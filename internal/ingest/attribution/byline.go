package attribution

import (
	"graphd/internal/ingest/imprint"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// bylineReach is the number of paragraphs at the beginning and the end of a text that may be its by-line. Chosen by hand.
const bylineReach = 4

// author returns the name in the by-line of the text, "By Laura Penn"; empty where it has none or more than one author, and where
// "I" may be somebody else: in an interview, with turns or with questions that are paragraphs of
// their own.
func (x *extraction) author() (found ling.Range) {
	if x.hasTurns {
		return found
	}
	for p, r := range x.Paragraphs {
		if x.Words[r.To-1].Form == "?" && x.SentenceOf(r.From) == x.SentenceOf(r.To-1) {
			return ling.Range{}
		}
		if p >= bylineReach && p < len(x.Paragraphs)-bylineReach {
			continue
		}
		authors, isByline := x.bylineAuthors(p)
		if !isByline || len(authors) == 0 {
			continue
		}
		if !found.Empty() || len(authors) > 1 {
			return ling.Range{}
		}
		found = authors[0]
	}
	return found
}

// bylineAuthors returns the names of persons in paragraph p, and reports whether it is a by-line.
func (x *extraction) bylineAuthors(p int) (authors []ling.Range, isByline bool) {
	paragraph := x.SpanOf(x.Paragraphs[p])
	if paragraph.Len() > imprint.LongestByline {
		return nil, false
	}
	byline, isByline := imprint.ReadByline(x.Text.Slice(paragraph))
	for _, s := range byline.Spans {
		authors = append(authors, x.WordsIn(text.Span{Start: paragraph.Start + s.Start, End: paragraph.Start + s.End}))
	}
	return authors, isByline
}

// isByline reports whether paragraph p is a by-line.
func (x *extraction) isByline(p int) bool {
	_, isByline := x.bylineAuthors(p)
	return isByline
}
