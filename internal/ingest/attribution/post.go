package attribution

import (
	"regexp"
	"slices"
	"unicode"
	"unicode/utf8"

	"graphd/internal/ingest/ling"
)

var (
	posting   = lists.Set("posting")  // verbs whose content after a colon is a whole post
	platforms = lists.Set("platform") // media of posts
)

// ofSigned is the confidence of a quotation with a line below it that names its author. Chosen by hand, near that of turns, whose
// layout is as plain: corpora have too few to measure it.
var ofSigned = Confidence{OfSource: 0.95, OfCue: 0.95, OfContent: 0.95}

// withPosts extends the contents of posts after "posted:" to their paragraphs, and adds the quotations and block quotations that
// the line after them signs: "— Carla Dean (@carladean) March 3".
func (x *extraction) withPosts(reports []report) []report {
	for i := range reports {
		x.extendPost(&reports[i])
	}
	byParagraph := x.byParagraph(reports)
	for p := 1; p < len(x.Paragraphs); p++ {
		name, dash := x.signature(p)
		content := x.signedBefore(p, dash)
		if name.Empty() || len(content) == 0 {
			continue
		}
		first := x.Words[content[0].From].Paragraph
		claimed := slices.ContainsFunc(byParagraph[first], func(i int) bool { return x.isOutside(reports[i], content) })
		if !claimed {
			reports = append(reports, report{source: name, cue: dash, content: content, continues: -1, verbatim: true, confidence: ofSigned})
		}
	}
	return x.sorted(reports)
}

// isOutside reports whether the cue of rep, which has a quotation in content, is not in it.
func (x *extraction) isOutside(rep report, content []ling.Range) bool {
	return !slices.ContainsFunc(content, func(c ling.Range) bool { return c.Has(rep.cue.From) })
}

// extendPost extends the content of a post that follows its cue and a colon to the end of its paragraph.
func (x *extraction) extendPost(rep *report) {
	if rep.cue.Empty() || len(rep.content) != 1 || rep.content[0].From < rep.cue.To || x.IsQuoted(rep.content[0].From) {
		return
	}
	content := &rep.content[0]
	isPost := slices.ContainsFunc(x.Words[rep.cue.From:content.From], func(w ling.TreeWord) bool { return posting[w.Lemma] || platforms[w.Lower] })
	if isPost && x.Words[content.From-1].Form == ":" && content.From-1 <= rep.cue.To {
		content.To = x.ParagraphOf(content.From).To
		rep.verbatim = true
	}
}

// withoutPlatform returns a source without the medium of a post at its end: "Joe Adeyemi on Instagram".
func (x *extraction) withoutPlatform(source ling.Range) ling.Range {
	if to := source.To - 2; to > source.From && platforms[x.Words[to+1].Lower] && (x.Words[to].Lower == "on" || x.Words[to].Lower == "via") {
		source.To = to
	}
	return source
}

// endAtColon moves the words after a colon in the cue to the content that follows: "wrote: Thank [you all]".
func (x *extraction) endAtColon(rep *report) {
	for k := rep.cue.From; k+1 < rep.cue.To; k++ {
		if x.Words[k].Form == ":" && k > rep.cue.From && rep.content[0].From == rep.cue.To {
			rep.cue.To, rep.content[0].From = k+1, k+1
		}
	}
}

// signatureEnd matches what may follow the name in a signature: a handle in brackets, an office or a date.
var signatureEnd = regexp.MustCompile(`^(?:[(,|]|[0-9@]|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)`)

// signature returns the name and the dash of the line that ends or makes up paragraph p, such as "— Carla Dean (@carladean) March
// 3, 2021"; empty ranges where there is none.
func (x *extraction) signature(p int) (name, dash ling.Range) {
	const longest = 16 // words; chosen by hand
	r := x.Paragraphs[p]
	for k := r.To - 2; k >= r.From && k >= r.To-longest; k-- {
		if !slices.Contains([]string{"—", "–", "--"}, x.Words[k].Form) || k > r.From && !x.isClosingMark(k-1) && x.Styles[p].Depth == 0 {
			continue
		}
		to := k + 1
		for to < r.To && !signatureEnd.MatchString(x.Words[to].Form) && (x.Words[to].XPOS.IsProperNoun() || isCapitalised(x.Words[to].Form)) {
			to++
		}
		if to == k+1 || to < r.To && !signatureEnd.MatchString(x.Words[to].Form) {
			return name, dash
		}
		return ling.Between(k+1, to), ling.Between(k, k+1)
	}
	return name, dash
}

// isCapitalised reports whether form begins with a capital letter.
func isCapitalised(form string) bool {
	c, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(c)
}

// signedBefore returns what the signature with this dash, in paragraph p, signs: the block quotation before it, or the quotation
// before it that has its paragraph for itself.
func (x *extraction) signedBefore(p int, dash ling.Range) []ling.Range {
	if dash.Empty() {
		return nil
	}
	depth := max(x.Styles[p].Depth, x.Styles[p-1].Depth)
	own := ling.Between(x.Paragraphs[p].From, dash.From)
	if depth == 0 {
		quoted := own
		if own.Empty() {
			quoted = x.Paragraphs[p-1]
		}
		if !x.opens(quoted.From) || x.Quotations[x.Words[quoted.From].Quotation].To != quoted.To {
			return nil
		}
		return []ling.Range{quoted}
	}
	first := p
	for first > 0 && x.Styles[first-1].Depth >= depth {
		first--
	}
	content := slices.Clone(x.Paragraphs[first:p])
	if !own.Empty() {
		content = append(content, own)
	}
	return content
}
