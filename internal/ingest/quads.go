package ingest

import (
	"slices"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/date"
	"graphd/internal/ingest/document"
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/text"
)

// Label is the named graph of the document version: all that the document supports.
func (r Result) Label() quad.IRI { return r.base.IRI("doc", string(r.Document.ID)) }

// Quads is everything that the document supports, labelled with its version, sorted and without duplicates.
// Recorded is when the graph learned of this version; all else follows from the text and the stages' version.
func (r Result) Quads(recorded time.Time) []quad.Quad {
	g := &graphWriter{label: r.Label()}
	r.writeDocument(g, recorded)
	for i := range r.Resolution.Entities {
		r.writeEntity(g, i)
	}
	for _, a := range r.Attributions {
		r.writeAttribution(g, a)
	}
	r.writeRelations(g)
	r.writeNeighbours(g)
	r.writeTopics(g)
	return g.sorted()
}

// Reference is what the gazetteer knows of the entities that the document mentions, in the reference graph.
func (r Result) Reference() []quad.Quad {
	var facts []quad.Quad
	for i := range r.Resolution.Entities {
		facts = append(facts, r.gazetteer.Facts(r.entityIRI(i))...)
	}
	return facts
}

// graphWriter collects the quads of one named graph.
type graphWriter struct {
	label quad.IRI
	quads []quad.Quad
}

// add states subject predicate object, but for an object that is nil or an empty string.
func (g *graphWriter) add(subject, predicate quad.IRI, object quad.Value) {
	if object == nil || object == quad.String("") {
		return
	}
	g.quads = append(g.quads, quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: g.label})
}

func (g *graphWriter) sorted() []quad.Quad {
	slices.SortFunc(g.quads, compareQuads)
	return slices.Compact(g.quads)
}

func (r Result) writeDocument(g *graphWriter, recorded time.Time) {
	doc, meta := r.Document, r.Document.Meta
	id := r.Label()
	g.add(id, vocab.Type, vocab.Document)
	if class, ok := documentClasses[meta.Kind]; ok {
		g.add(id, vocab.Type, class)
	}
	g.add(id, vocab.Title, quad.String(meta.Title))
	g.add(id, vocab.Label, quad.String(meta.Title))
	for _, author := range meta.Authors {
		g.add(id, vocab.Creator, quad.String(author))
	}
	g.add(id, vocab.Publisher, quad.String(meta.Publisher))
	if !meta.Issued.IsZero() {
		g.add(id, vocab.Issued, dateValue(meta.Issued))
	}
	g.add(id, vocab.Language, quad.String(meta.Language))
	g.add(id, vocab.MediaType, quad.String(meta.MediaType))
	g.add(id, vocab.Identifier, quad.String(meta.Identifier))
	if meta.URL != "" {
		g.add(id, vocab.URL, quad.IRI(meta.URL))
	}
	g.add(id, vocab.Text, quad.String(doc.Text.String()))
	g.add(id, vocab.TextHash, quad.String(doc.Text.Hash()))
	g.add(id, vocab.Recorded, quad.Time(recorded.UTC().Truncate(time.Second)))
	g.add(r.run(), vocab.Type, vocab.Activity)
	g.add(r.run(), vocab.Type, vocab.Run)
	g.add(r.run(), vocab.Version, quad.String(r.Version))
}

var documentClasses = map[document.Kind]quad.IRI{
	document.Article: vocab.Article,
	document.Report:  vocab.Report,
}

// run is the activity that found what the graph holds: one for each version of the stages.
func (r Result) run() quad.IRI { return r.base.IRI("run", digest(r.Version)) }

// dateValue types a date by its precision, as XML Schema does.
func dateValue(d date.Date) quad.Value {
	types := map[date.Precision]quad.IRI{
		date.Year: vocab.XSD + "gYear", date.Month: vocab.XSD + "gYearMonth", date.Week: vocab.XSD + "date", date.Day: vocab.XSD + "date",
	}
	if t, ok := types[d.Precision]; ok {
		return quad.TypedString{Value: quad.String(isoDate(d)), Type: t}
	}
	return quad.Time(d.Time)
}

// isoDate is d as XML Schema writes dates, which knows no weeks: a week is the day that it begins on.
func isoDate(d date.Date) string {
	if d.Precision == date.Week {
		d.Precision = date.Day
	}
	return d.String()
}

// writePassage states a span of the document with its position and its words, and returns its IRI.
func (r Result) writePassage(g *graphWriter, s text.Span) quad.IRI {
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

func (r Result) writeEntity(g *graphWriter, i int) {
	e := r.Resolution.Entities[i]
	id := r.entityIRI(i)
	for _, class := range entityClasses[e.Kind] {
		g.add(id, vocab.Type, class)
	}
	g.add(id, vocab.EntityKind, vocab.ConceptOf(vocab.EntityKindList, string(e.Kind)))
	g.add(id, vocab.Label, quad.String(e.Name))
	for _, name := range e.Names {
		g.add(id, vocab.AltLabel, quad.String(name))
	}
	g.add(id, vocab.MentionedIn, r.Label())
	for _, role := range e.Roles {
		r.writeRole(g, id, role)
	}
}

var entityClasses = map[entity.Kind][]quad.IRI{
	entity.Person:   {vocab.Actor, vocab.Person},
	entity.Body:     {vocab.Body, vocab.Organization},
	entity.Office:   {vocab.Role, vocab.Post},
	entity.Group:    {vocab.Actor},
	entity.Document: {vocab.Actor},
	entity.Unnamed:  {vocab.Actor},
}

func (r Result) writeRole(g *graphWriter, holder quad.IRI, role entity.Role) {
	if role.Key == "" {
		return // a title alone tells no one post
	}
	id := r.base.IRI("role", role.Key)
	g.add(holder, vocab.HoldsPost, id)
	g.add(id, vocab.Type, vocab.Role)
	g.add(id, vocab.Type, vocab.Post)
	g.add(id, vocab.Label, quad.String(role.Title))
	if role.Body != "" {
		g.add(id, vocab.PostIn, r.base.IRI("body", role.Body))
	}
}

// writeNeighbours names whom the entities' roles and the gazetteer's facts about them lead to, so that no edge leads to
// what has no name. They stand in the document's graph: it is why they are there.
func (r Result) writeNeighbours(g *graphWriter) {
	for _, q := range slices.Concat(r.Reference(), g.quads) {
		neighbour, ok := q.Object.(quad.IRI)
		if !ok || !slices.Contains(neighbourly, q.Predicate.(quad.IRI)) {
			continue
		}
		for _, fact := range r.gazetteer.Facts(neighbour) {
			if slices.Contains(naming, fact.Predicate.(quad.IRI)) {
				g.add(neighbour, fact.Predicate.(quad.IRI), fact.Object)
			}
		}
	}
}

var (
	neighbourly = []quad.IRI{vocab.PostIn, vocab.HoldsPost, vocab.MemberOf, vocab.SubOrgOf}
	naming      = []quad.IRI{vocab.Type, vocab.EntityKind, vocab.Label}
)

func (r Result) writeAttribution(g *graphWriter, a attribution.Attribution) {
	id := r.attributionIRI(a)
	g.add(id, vocab.Type, vocab.Attribution)
	if a.Form == attribution.Direct {
		g.add(id, vocab.Type, vocab.Quotation)
	}
	g.add(id, vocab.InDocument, r.Label())
	g.add(id, vocab.WasGeneratedBy, r.run())
	r.writeSpans(g, id, a)
	writeClasses(g, id, a)
	t := r.Document.Text
	g.add(id, vocab.CueLemma, quad.String(a.Cue.Lemma))
	g.add(id, vocab.Addressee, quad.String(t.Slice(a.Addressee)))
	g.add(id, vocab.Occasion, quad.String(t.Slice(a.Occasion)))
	r.writeWhen(g, id, a)
	if a.Continues >= 0 {
		g.add(id, vocab.Continues, r.attributionIRI(r.Attributions[a.Continues]))
	}
	for _, e := range r.about(a) {
		g.add(id, vocab.About, r.entityIRI(e))
	}
	behalf, hasBehalf := r.behalf(a)
	if hasBehalf {
		g.add(id, vocab.OnBehalfOf, r.entityIRI(behalf))
	}
	source, ok := r.source(a)
	if !ok {
		return
	}
	speaker := r.entityIRI(source)
	g.add(id, vocab.Source, speaker)
	g.add(speaker, vocab.Made, id)
	if hasBehalf {
		g.add(speaker, vocab.SpeaksFor, r.entityIRI(behalf))
	}
	r.writeShortEdges(g, speaker, a)
}

// writeWhen states when it was said, where the document tells: a week by its Monday.
func (r Result) writeWhen(g *graphWriter, id quad.IRI, a attribution.Attribution) {
	said := r.said(a)
	if said.IsZero() {
		return
	}
	g.add(id, vocab.SaidOn, dateValue(said))
	g.add(id, vocab.SaidPrecision, vocab.ConceptOf(vocab.PrecisionList, said.Precision.String()))
	g.add(id, vocab.WhenPassage, r.writePassage(g, a.When.Span))
}

func (r Result) writeSpans(g *graphWriter, id quad.IRI, a attribution.Attribution) {
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

func writeClasses(g *graphWriter, id quad.IRI, a attribution.Attribution) {
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
	g.add(id, vocab.Confidence, rounded(a.Overall()))
	g.add(id, vocab.SourceConfidence, rounded(a.OfSource))
	g.add(id, vocab.CueConfidence, rounded(a.OfCue))
	g.add(id, vocab.ContentConfidence, rounded(a.OfContent))
}

// writeShortEdges states what people draw: speaker said "words", speaker recommends "words". A report that nobody
// said it, that somebody will say it, or that somebody thinks or plans it, is not a report that it was said.
func (r Result) writeShortEdges(g *graphWriter, speaker quad.IRI, a attribution.Attribution) {
	if a.Polarity == attribution.Negative || a.Tense == attribution.Future {
		return
	}
	words := quad.String(r.ContentText(a))
	switch {
	case a.Kind == attribution.Belief:
		g.add(speaker, vocab.Believes, words)
		return
	case a.Kind == attribution.Intention:
		g.add(speaker, vocab.Intends, words)
		return
	case a.Act == attribution.Decline:
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
