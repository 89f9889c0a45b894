package rdf

import (
	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/date"
	"graphd/internal/ingest/text"
)

// writePassage adds the passage of a span, with its position, its words and their context, and returns its IRI.
func (f Findings) writePassage(g *graphBuilder, s text.Span) quad.IRI {
	t := f.Document.Text
	id := f.passageIRI(s)
	g.add(id, vocab.Type, vocab.Passage)
	g.add(id, vocab.Type, vocab.PositionSelector)
	g.add(id, vocab.Type, vocab.QuoteSelector)
	g.add(id, vocab.InDocument, f.Label())
	g.add(id, vocab.Start, quad.Int(s.Start))
	g.add(id, vocab.End, quad.Int(s.End))
	g.add(id, vocab.Exact, quad.String(t.Slice(s)))
	g.add(id, vocab.Prefix, quad.String(t.Slice(text.Span{Start: max(0, s.Start-contextLength), End: s.Start})))
	g.add(id, vocab.Suffix, quad.String(t.Slice(text.Span{Start: s.End, End: min(t.Len(), s.End+contextLength)})))
	return id
}

// contextLength is the number of code points of context that a TextQuoteSelector has on either side. Chosen by hand.
const contextLength = 32

// writeAttribution adds an attribution with its passages, classes and links to entities.
func (f Findings) writeAttribution(g *graphBuilder, a attribution.Attribution) {
	id := f.AttributionIRI(a)
	g.add(id, vocab.Type, vocab.Attribution)
	if a.Form == classes.Direct {
		g.add(id, vocab.Type, vocab.Quotation)
	}
	g.add(id, vocab.InDocument, f.Label())
	g.add(id, vocab.WasGeneratedBy, f.runIRI())
	f.writeSpans(g, id, a)
	writeClasses(g, id, a)
	t := f.Document.Text
	g.add(id, vocab.CueLemma, quad.String(a.Cue.Lemma))
	g.add(id, vocab.Addressee, quad.String(t.Slice(a.Addressee)))
	g.add(id, vocab.Occasion, quad.String(t.Slice(a.Occasion)))
	f.writeWhen(g, id, a)
	if a.Continues >= 0 {
		g.add(id, vocab.Continues, f.AttributionIRI(f.Attributions[a.Continues]))
	}
	for _, e := range f.About(a) {
		g.add(id, vocab.About, f.EntityIRI(e))
	}
	behalf, hasBehalf := f.OnBehalfOf(a)
	if hasBehalf {
		g.add(id, vocab.OnBehalfOf, f.EntityIRI(behalf))
	}
	source, ok := f.Source(a)
	if !ok {
		return
	}
	g.add(id, vocab.Source, f.EntityIRI(source))
	members := f.Resolution.Entities[source].Members
	for _, e := range members {
		g.add(id, vocab.SourceMember, f.EntityIRI(e))
	}
	for _, e := range append([]int{source}, members...) {
		speaker := f.EntityIRI(e)
		g.add(speaker, vocab.Made, id)
		if hasBehalf {
			g.add(speaker, vocab.SpeaksFor, f.EntityIRI(behalf))
		}
		f.writeShortEdges(g, speaker, a)
	}
}

// writeWhen adds the words for the time at which a was said, and the date that they mean if it is known.
func (f Findings) writeWhen(g *graphBuilder, id quad.IRI, a attribution.Attribution) {
	if a.When.IsZero() {
		return
	}
	g.add(id, vocab.WhenPassage, f.writePassage(g, a.When.Span))
	writeSaidOn(g, id, f.SaidOn(a))
}

// writeSaidOn adds the date on which an attribution was said, if it is known. A week is written as its Monday.
func writeSaidOn(g *graphBuilder, id quad.IRI, said date.Date) {
	if said.IsZero() {
		return
	}
	g.add(id, vocab.SaidOn, dateValue(said))
	g.add(id, vocab.SaidPrecision, vocab.ConceptOf(vocab.PrecisionList, said.Precision.String()))
}

// writeSpans adds the passages of source, cue, content and sentences, and the text of the content.
func (f Findings) writeSpans(g *graphBuilder, id quad.IRI, a attribution.Attribution) {
	for _, s := range a.Source.Spans {
		g.add(id, vocab.SourcePassage, f.writePassage(g, s))
	}
	for _, s := range a.Cue.Spans {
		g.add(id, vocab.CuePassage, f.writePassage(g, s))
	}
	for _, s := range a.Content.Spans {
		g.add(id, vocab.ContentPassage, f.writePassage(g, s))
	}
	g.add(id, vocab.SentencePassage, f.writePassage(g, f.Sentences(a)))
	g.add(id, vocab.ContentText, quad.String(f.ContentText(a)))
}

// writeClasses adds the classes of a as concepts of their lists, and its confidences.
func writeClasses(g *graphBuilder, id quad.IRI, a attribution.Attribution) {
	for _, c := range []struct {
		property quad.IRI
		list     string
		value    string
	}{
		{vocab.Form, vocab.FormList, string(a.Form)},
		{vocab.Act, vocab.ActList, string(a.Act)},
		{vocab.Kind, vocab.KindList, string(a.Kind)},
		{vocab.Polarity, vocab.PolarityList, string(a.Polarity)},
		{vocab.Certainty, vocab.CertaintyList, string(a.Certainty)},
		{vocab.Tense, vocab.TenseList, string(a.Tense)},
		{vocab.SourceForm, vocab.SourceFormList, string(a.Source.Form)},
		{vocab.CueClass, vocab.CueClassList, a.Cue.Class},
	} {
		if c.value != "" {
			g.add(id, c.property, vocab.ConceptOf(c.list, c.value))
		}
	}
	g.add(id, vocab.Confidence, RoundConfidence(a.Overall()))
	g.add(id, vocab.SourceConfidence, RoundConfidence(a.OfSource))
	g.add(id, vocab.CueConfidence, RoundConfidence(a.OfCue))
	g.add(id, vocab.ContentConfidence, RoundConfidence(a.OfContent))
}
