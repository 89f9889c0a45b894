package attribution

import (
	"cmp"
	"slices"

	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/ling"
)

// ofNestedReport is the confidence of a report that rules find within another one: 13 of 13 in PolNeAR dev are right, read without
// annotations.
var ofNestedReport = Confidence{OfSource: 0.96, OfCue: 0.97, OfContent: 0.93}

// withNested adds the reports within the contents of others, which the models do not find: of "Reuters reported that Hall said
// the mill would close" what Hall said. Contents that the outer source denies or doubts, and those that nobody said yet, have none.
func (x *extraction) withNested(reports []report) []report {
	reports = x.withQuotedAs(reports)
	cues := map[int]bool{}
	for _, rep := range reports {
		for k := rep.cue.From; k < rep.cue.To; k++ {
			cues[k] = true
		}
	}
	var added []report
	for _, rep := range reports {
		if rep.verbatim || rep.cue.Empty() || !x.isAsserted(rep) {
			continue
		}
		for _, c := range rep.content {
			for _, n := range x.NestedReports(c) {
				if !cues[n.Cue.To-1] {
					cues[n.Cue.To-1] = true
					added = append(added, nestedReport(n))
				}
			}
		}
	}
	return x.sorted(append(reports, added...))
}

// isAsserted reports whether the source of rep puts its content forward.
func (x *extraction) isAsserted(rep report) bool {
	c := x.Classify(rep.slots())
	return !c.Act.Reverses() && c.Polarity == classes.Positive && c.Certainty == classes.Certain && c.Tense == classes.NonFuture
}

func nestedReport(n classes.NestedReport) report {
	return report{source: n.Source, cue: n.Cue, content: []ling.Range{n.Content}, continues: -1, confidence: ofNestedReport}
}

// withQuotedAs replaces the reports of sentences such as "The paper quoted the mayor as saying that …" by two: what the paper
// quoted, and what the mayor said. The models take the paper for the source of "as saying", or find one of the two.
func (x *extraction) withQuotedAs(reports []report) []report {
	for _, s := range x.Sentences {
		q, ok := x.QuotedAs(s)
		if !ok {
			continue
		}
		isOf := func(rep report) bool { return rep.cue.Overlaps(q.Cue) || rep.cue.Overlaps(q.Nested.Cue) }
		if q.Relayer.Empty() {
			q.Nested.Cue = ling.Between(q.Cue.From, q.Nested.Cue.To)
		}
		reports = slices.DeleteFunc(reports, isOf)
		if !q.Relayer.Empty() {
			content := []ling.Range{ling.Between(q.Nested.Source.From, q.Nested.Content.To)}
			if q.Nested.Source.To <= q.Cue.From { // passive
				content = []ling.Range{q.Nested.Source, ling.Between(q.Nested.Cue.From, q.Nested.Content.To)}
			}
			reports = append(reports, report{source: q.Relayer, cue: q.Cue, content: content, continues: -1, confidence: ofNestedReport})
		}
		reports = append(reports, nestedReport(q.Nested))
	}
	return x.sorted(reports)
}

// secondHand returns for each report the innermost other one whose content contains its cue and content, -1 if there is none.
func secondHand(reports []report) []int {
	type part struct {
		ling.Range
		report int
	}
	var parts []part
	order := make([]int, len(reports))
	for i, rep := range reports {
		order[i] = i
		for _, c := range rep.content {
			parts = append(parts, part{c, i})
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To)) })
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(reports[a].cue.From, reports[b].cue.From) })
	outer := make([]int, len(reports))
	var open []part
	next := 0
	for _, i := range order {
		outer[i] = -1
		rep := reports[i]
		if rep.cue.Empty() {
			continue
		}
		for ; next < len(parts) && parts[next].From <= rep.cue.From; next++ {
			open = append(open, parts[next])
		}
		for len(open) > 0 && open[len(open)-1].To <= rep.cue.From {
			open = open[:len(open)-1]
		}
		for k := len(open) - 1; k >= 0; k-- {
			isInside := func(c ling.Range) bool { return open[k].Contains(c) }
			if open[k].report != i && isInside(rep.cue) && !slices.ContainsFunc(rep.content, func(c ling.Range) bool { return !isInside(c) }) {
				outer[i] = open[k].report
				break
			}
		}
	}
	return outer
}

// resolveFirstPerson makes the source of the outer report the speaker of "I" within its exact words.
func (x *extraction) resolveFirstPerson(reports []report, outer []int) {
	for i := range reports {
		rep := &reports[i]
		if outer[i] < 0 || rep.source.Len() != 1 || x.Words[rep.source.From].Lower != "i" || !rep.speaker.Empty() {
			continue
		}
		if o := &reports[outer[i]]; o.verbatim || x.IsQuoted(rep.source.From) {
			rep.speaker = o.source
		}
	}
}
