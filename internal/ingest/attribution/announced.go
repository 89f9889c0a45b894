package attribution

import (
	"slices"

	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/ling"
)

// An announcement is a paragraph whose last sentence announces what follows it, with the blocks that it announces.
type announcement struct {
	classes.Announcement
	sentence ling.Range
	blocks   [][]ling.Range // the contents: each item of a list, a block quotation, a quotation or a paragraph
	items    bool
	colon    bool
	verbatim bool
}

// Confidence of what an announcement announces. Chosen by hand; the order follows how plain the layout is.
var (
	ofItem      = Confidence{OfSource: 0.93, OfCue: 0.93, OfContent: 0.93}
	ofBlock     = Confidence{OfSource: 0.93, OfCue: 0.95, OfContent: 0.93}
	ofParagraph = Confidence{OfSource: 0.92, OfCue: 0.9, OfContent: 0.85}
)

// withAnnounced adds the reports whose content is in the paragraphs after their cue: "The inquiry recommends that:" before a
// list, "She wrote to the board:" before a block quotation, a quotation or a paragraph. Other reports with the same cue are
// dropped.
func (x *extraction) withAnnounced(reports []report) []report {
	byParagraph := x.byParagraph(reports)
	dropped := map[int]bool{}
	var added []report
	for p := 0; p+1 < len(x.Paragraphs); p++ {
		a, ok := x.announcementAt(p)
		if !ok {
			continue
		}
		var near []int // indices of the reports in the paragraphs of a
		last := a.blocks[len(a.blocks)-1]
		for q := p; q <= x.Words[last[len(last)-1].From].Paragraph; q++ {
			near = append(near, byParagraph[q]...)
		}
		if slices.ContainsFunc(near, func(i int) bool { return x.hasOtherCue(a, reports[i]) }) {
			continue
		}
		for _, i := range near {
			dropped[i] = dropped[i] || x.isReplacedBy(a, reports[i])
		}
		for _, content := range a.blocks {
			added = append(added, x.announced(a, content))
		}
	}
	kept := make([]report, 0, len(reports)+len(added))
	for i, rep := range reports {
		if !dropped[i] {
			kept = append(kept, rep)
		}
	}
	return x.sorted(append(kept, added...))
}

// byParagraph returns the indices of the reports with a cue or content in each paragraph.
func (x *extraction) byParagraph(reports []report) map[int][]int {
	found := map[int][]int{}
	for i, rep := range reports {
		for _, r := range append(slices.Clone(rep.content), rep.cue) {
			if r.Empty() {
				continue
			}
			if p := x.Words[r.From].Paragraph; len(found[p]) == 0 || found[p][len(found[p])-1] != i {
				found[p] = append(found[p], i)
			}
		}
	}
	return found
}

// announced returns the report of one content that a announces.
func (x *extraction) announced(a announcement, content []ling.Range) report {
	rep := report{source: a.Source, cue: a.Cue, content: content, continues: -1, verbatim: a.verbatim, confidence: ofParagraph}
	if x.Words[a.Cue.To].Form == ":" {
		rep.cue.To++
	}
	switch first := content[0].From; {
	case a.items:
		rep.confidence = ofItem
	case x.Styles[x.Words[first].Paragraph].Depth > 0 || x.opens(first):
		rep.confidence = ofBlock
	}
	if a.Source.Empty() {
		rep.confidence.OfSource *= sameSpeaker
	}
	return rep
}

// announcementAt returns the announcement that paragraph p ends with. What it announces begins with the next paragraph:
//
//   - all items of a list, each on its own;
//   - a block quotation, also after a sentence without a colon that has no content of its own;
//   - a quotation that is a whole paragraph;
//   - after a colon, a paragraph of sentences.
func (x *extraction) announcementAt(p int) (a announcement, ok bool) {
	paragraph := x.Paragraphs[p]
	a.sentence = x.SentenceOf(paragraph.To - 1)
	a.colon = x.Words[paragraph.To-1].Form == ":"
	closed := !a.colon && x.endsSentence(paragraph.To-1)
	next := x.Styles[p+1]
	inset := next.Depth > x.Styles[p].Depth
	begins := next.Kind == ling.Item && x.Styles[p].Kind != ling.Item
	if closed && !inset || !closed && !a.colon && !(inset && x.Words[paragraph.To-1].Form == ",") {
		return a, false
	}
	if a.Announcement, ok = x.Announcement(a.sentence); !ok || !a.Open && !a.colon || x.isNoReport(a) {
		return a, false
	}
	switch {
	case inset:
		a.blocks, a.verbatim = x.blockQuotation(p+1), true
	case begins && !closed:
		a.blocks, a.items = x.fitting(a.Announcement, x.listItems(p+1)), true
	case !a.Open || a.Kind != classes.Speech || next.Kind == ling.Item:
	default:
		a.blocks, a.verbatim = x.paragraphContent(p+1, a.colon), true
	}
	return a, len(a.blocks) > 0
}

// isNoReport reports whether a sentence that looks like an announcement is about its readers or its own article: "What you need to
// know:", "Here is what they said:".
func (x *extraction) isNoReport(a announcement) bool {
	first := x.sentenceOf(a.sentence.From).From
	if questionWords[x.Words[first].Lower] && !timeConjunctions[x.Words[first].Lower] {
		return true
	}
	return a.Source.Len() == 1 && x.Words[a.Source.From].Lower == "you"
}

// hasOtherCue reports whether rep is what a would report with another cue or content: the quotation before the cue of a, what follows the
// cue in a sentence without a colon, or the quotation that a announces with a cue after it: “…,” she said.
func (x *extraction) hasOtherCue(a announcement, rep report) bool {
	if rep.cue.Overlaps(a.Cue) {
		isStated := !a.colon && rep.content[0].From >= rep.cue.To && rep.end() <= a.sentence.To && rep.confidence.Overall() >= ofNested
		return isStated || rep.content[0].From < rep.cue.From && x.IsQuoted(rep.content[0].From)
	}
	first := a.blocks[0][0]
	q := x.Words[first.From].Quotation
	if a.items || q < 0 || rep.cue.Empty() || a.sentence.Overlaps(rep.cue) || first.Contains(rep.cue) {
		return false
	}
	return slices.ContainsFunc(rep.content, func(c ling.Range) bool { return c.Overlaps(x.Quotations[q].Range) })
}

// isReplacedBy reports whether rep has the cue of a, takes what it announces for its content or, within it, is no speech of its own.
func (x *extraction) isReplacedBy(a announcement, rep report) bool {
	if rep.cue.Overlaps(a.Cue) || a.sentence.Overlaps(rep.cue) && rep.end() > a.sentence.To {
		return true
	}
	for _, block := range a.blocks {
		for _, part := range block {
			switch {
			case part.Has(rep.cue.From) && rep.cue.Len() > 0:
				return a.items && (rep.confidence.Overall() < ofNested || x.Kind(rep.slots()) != classes.Speech)
			case rep.cue.Empty() && part.Overlaps(rep.content[0]):
				return true
			}
		}
	}
	return false
}

// ofNested is the confidence that a report of the models needs where the layout suggests another one: within an item of a list, which is
// often no whole sentence, and before a block quotation. Chosen by hand.
const ofNested = 0.5
