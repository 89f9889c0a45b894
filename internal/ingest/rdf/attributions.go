package rdf

import (
	"math"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/text"
)

// writePassage states a span of the document with its position and its words, and returns its IRI.
func (r Findings) writePassage(g *graphBuilder, s text.Span) quad.IRI {
	t := r.Document.Text
	id := r.passageIRI(s)
	g.add(id, vocab.Type, vocab.Passage)
	g.add(id, vocab.Type, vocab.PositionSelector)
	g.add(id, vocab.Type, vocab.QuoteSelector)
	g.add(id, vocab.InDocument, r.Label())
	g.add(id, vocab.Start, quad.Int(s.Start))
	g.add(id, vocab.End, quad.Int(s.End))
	g.add(id, vocab.Exact, quad.String(t.Slice(s)))
	g.add(id, vocab.Prefix, quad.String(t.Slice(text.Span{Start: max(0, s.Start-contextLength), End: s.Start})))
	g.add(id, vocab.Suffix, quad.String(t.Slice(text.Span{Start: s.End, End: min(t.Len(), s.End+contextLength)})))
	return id
}

// contextLength is how many code points of context a TextQuoteSelector gets on either side.
const contextLength = 32

func (r Findings) writeAttribution(g *graphBuilder, a attribution.Attribution) {
	id := r.AttributionIRI(a)
	g.add(id, vocab.Type, vocab.Attribution)
	if a.Form == classes.Direct {
		g.add(id, vocab.Type, vocab.Quotation)
	}
	g.add(id, vocab.InDocument, r.Label())
	g.add(id, vocab.WasGeneratedBy, r.runIRI())
	r.writeSpans(g, id, a)
	writeClasses(g, id, a)
	t := r.Document.Text
	g.add(id, vocab.CueLemma, quad.String(a.Cue.Lemma))
	g.add(id, vocab.Addressee, quad.String(t.Slice(a.Addressee)))
	g.add(id, vocab.Occasion, quad.String(t.Slice(a.Occasion)))
	r.writeWhen(g, id, a)
	if a.Continues >= 0 {
		g.add(id, vocab.Continues, r.AttributionIRI(r.Attributions[a.Continues]))
	}
	for _, e := range r.About(a) {
		g.add(id, vocab.About, r.EntityIRI(e))
	}
	behalf, hasBehalf := r.OnBehalfOf(a)
	if hasBehalf {
		g.add(id, vocab.OnBehalfOf, r.EntityIRI(behalf))
	}
	source, ok := r.Source(a)
	if !ok {
		return
	}
	speaker := r.EntityIRI(source)
	g.add(id, vocab.Source, speaker)
	g.add(speaker, vocab.Made, id)
	if hasBehalf {
		g.add(speaker, vocab.SpeaksFor, r.EntityIRI(behalf))
	}
	r.writeShortEdges(g, speaker, a)
}

// writeWhen states when it was said, where the document tells: a week by its Monday.
func (r Findings) writeWhen(g *graphBuilder, id quad.IRI, a attribution.Attribution) {
	said := r.SaidOn(a)
	if said.IsZero() {
		return
	}
	g.add(id, vocab.SaidOn, dateValue(said))
	g.add(id, vocab.SaidPrecision, vocab.ConceptOf(vocab.PrecisionList, said.Precision.String()))
	g.add(id, vocab.WhenPassage, r.writePassage(g, a.When.Span))
}

func (r Findings) writeSpans(g *graphBuilder, id quad.IRI, a attribution.Attribution) {
	for _, s := range a.Source.Spans {
		g.add(id, vocab.SourcePassage, r.writePassage(g, s))
	}
	for _, s := range a.Cue.Spans {
		g.add(id, vocab.CuePassage, r.writePassage(g, s))
	}
	for _, s := range a.Content.Spans {
		g.add(id, vocab.ContentPassage, r.writePassage(g, s))
	}
	g.add(id, vocab.SentencePassage, r.writePassage(g, r.Sentences(a)))
	g.add(id, vocab.ContentText, quad.String(r.ContentText(a)))
}

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

// writeShortEdges states what people draw: speaker said "words", speaker recommends "words". A report that nobody
// said it, that somebody will say it, or that somebody thinks or plans it, is not a report that it was said.
func (r Findings) writeShortEdges(g *graphBuilder, speaker quad.IRI, a attribution.Attribution) {
	if a.Polarity == classes.Negative || a.Tense == classes.Future {
		return
	}
	words := quad.String(r.ContentText(a))
	switch {
	case a.Kind == classes.Belief:
		g.add(speaker, vocab.Believes, words)
		return
	case a.Kind == classes.Intention:
		g.add(speaker, vocab.Intends, words)
		return
	case a.Act == classes.Decline:
		g.add(speaker, vocab.Declines, words)
		return
	}
	g.add(speaker, vocab.Said, words)
	if edge, ok := vocab.ActEdge(string(a.Act)); ok {
		g.add(speaker, edge, words)
	}
	for _, fragment := range r.quotedFragments(a) {
		g.add(speaker, vocab.Said, quad.String(fragment))
	}
}

// rounded keeps two decimals of a confidence: more would feign precision.
func RoundConfidence(p float64) quad.Float { return quad.Float(math.Round(p*100) / 100) }
