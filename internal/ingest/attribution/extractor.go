package attribution

import (
	"slices"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// Extractor finds attributions by rules over sentences, quotations and syntax. It is immutable and safe for concurrent use.
type Extractor struct {
	lexicon   *lexicon
	threshold float64 // the chance from which on a report is taken for an attribution
}

// New is the extractor with the built-in lexicon.
func New() *Extractor { return &Extractor{lexicon: builtin(), threshold: threshold} }

// Version names the rules and the lexicon: it changes whenever their output may.
func (e *Extractor) Version() string { return "rules-2-" + e.lexicon.version }

// Extract finds the attributions of t, which a annotates, in the order in which they begin.
// It never fails: an annotation without trees or tags yields fewer attributions.
func (e *Extractor) Extract(t text.Text, a ling.Annotation) []Attribution {
	r := read(t, a)
	return r.attributions(e.reports(r), func(*reading, report) []Reason { return nil })
}

// reports are the attributions in the making.
func (e *Extractor) reports(r *reading) []report {
	return r.continued(r.resolve(e.propose(r), e.threshold))
}

// propose gathers every report that some stage sees, each with the chance that it is one.
func (e *Extractor) propose(r *reading) []report {
	reports := r.quotationReports()
	introducers, quoted := r.introducers(reports), len(reports)
	reports = append(reports, r.predicateReports()...)
	reports = append(reports, r.invertedReports()...)
	reports = append(reports, r.trailingReports()...)
	reports = append(reports, r.hearingReports(e.lexicon)...)
	reports = append(reports, r.restReports(e.lexicon)...)
	reports = append(reports, r.nounReports(e.lexicon)...)
	reports = append(reports, r.phraseReports()...)
	reports = append(reports, r.headingReports(e.lexicon)...)
	kept := reports[:quoted]
	for _, rep := range reports[quoted:] {
		if !introducers[rep.cue] {
			kept = append(kept, rep)
		}
	}
	kept = slices.DeleteFunc(kept, func(rep report) bool {
		return len(rep.content) > 0 && r.isFurniture(rep.content[0], rep)
	})
	for i := range kept {
		e.look(r, &kept[i])
		kept[i].chance = max(e.lexicon.weigh(r.evidence(kept[i])), kept[i].floor, r.plain(kept[i]))
	}
	return kept
}

// look finds the head word of a report's cue in the lexicon.
func (e *Extractor) look(r *reading, rep *report) {
	if rep.cue < 0 || rep.entry.class != "" {
		return
	}
	w := r.words[rep.cue]
	if w.Lemma == "hear" && r.isHeard(rep.cue) {
		rep.entry, _ = e.lexicon.find("tell", verb)
		return
	}
	for _, p := range []part{verb, adjective, noun} {
		if entry, ok := e.lexicon.find(w.Lemma, p); ok && p.tags(w.XPOS) {
			rep.entry = entry
			return
		}
	}
}
