package attribution

import (
	"slices"
	"strings"

	"graphd/internal/ingest/ling"
)

var (
	creditWords  = lists.Set("credit")
	pageControls = lists.Set("page control") // the beginnings of share buttons and advertisements
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
		name := x.bylineName(r)
		if name.Empty() {
			continue
		}
		if !found.Empty() || name.To < r.To && (x.Words[name.To].Lower == "and" || x.Words[name.To].Lower == "&") {
			return ling.Range{}
		}
		found = name
	}
	return found
}

// bylineName returns the first name of a paragraph that consists of "By", a name of two to four words and what follows a comma,
// "and", "in" or "for"; empty for other paragraphs.
func (x *extraction) bylineName(r ling.Range) ling.Range {
	const longest = 14 // words; chosen by hand
	if r.Len() > longest || r.Len() < 3 || x.Words[r.From].Lower != "by" || x.endsSentence(r.To-1) {
		return ling.Range{}
	}
	name := ling.Between(r.From+1, r.From+1)
	for name.To < r.To && isCapitalised(x.Words[name.To].Form) && !x.Words[name.To].IsPunctuation() {
		name.To++
	}
	if name.Len() < 2 || name.Len() > 4 {
		return ling.Range{}
	}
	if name.To < r.To && !slices.Contains([]string{",", "and", "in", "for", "|", "-", "–", "—", "/"}, x.Words[name.To].Lower) {
		return ling.Range{}
	}
	return name
}

// isNoProse reports whether paragraph p is a by-line, a credit such as "Photo: Dan Reed" or "Dan Reed/Reuters", or a button such
// as "Share this".
func (x *extraction) isNoProse(p int) bool {
	const longest = 14 // words; chosen by hand
	r := x.Paragraphs[p]
	if r.Len() > longest || x.endsSentence(r.To-1) {
		return false
	}
	from := r.From
	if x.Words[from].Lower == "(" && r.Len() > 1 {
		from++
	}
	first, second := x.Words[from].Lower, ""
	if from+1 < r.To {
		second = x.Words[from+1].Lower
	}
	if pageControls[first] || pageControls[first+" "+second] || creditWords[first] && creditLinks[second] && !x.hasVerb(r) {
		return true
	}
	return !x.bylineName(r).Empty() || x.isAgencyCredit(r)
}

// creditLinks follow the first word of a credit: "Photo: Dan Reed", "Picture by Dan Reed".
var creditLinks = map[string]bool{":": true, "by": true, "credit": true, "courtesy": true, "/": true, "|": true, "of": true}

// isAgencyCredit reports whether r is a name and an agency joined by a slash: "Dan Reed/Associated Press".
func (x *extraction) isAgencyCredit(r ling.Range) bool {
	name, agency, ok := strings.Cut(x.Text.Slice(x.SpanOf(r)), "/")
	if !ok || len(strings.Fields(name)) < 2 || len(strings.Fields(name)) > 5 {
		return false
	}
	for _, word := range append(strings.Fields(name), strings.Fields(agency)...) {
		if !isCapitalised(word) && word != "via" && word != "for" {
			return false
		}
	}
	return agency != ""
}
