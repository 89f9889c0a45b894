package ingest

import (
	"github.com/cayleygraph/quad"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/text"
)

// Report is what was found in one document, as the interfaces show it in JSON. Ids have their prefix. Offsets are code points,
// end-exclusive, into the text as it was given; for HTML into the extracted text.
type Report struct {
	ID           string              `json:"id"`
	Document     string              `json:"document" doc:"the document version"`
	Title        string              `json:"title,omitempty"`
	Attributions []AttributionReport `json:"attributions"`
	Entities     []EntityReport      `json:"entities"`
}

// AttributionReport is one attribution of a Report.
type AttributionReport struct {
	ID         string         `json:"id"`
	Source     []Range        `json:"source"`
	Cue        []Range        `json:"cue"`
	Content    []Range        `json:"content"`
	Text       string         `json:"text" doc:"the words of the content"`
	SourceText string         `json:"sourceText,omitempty"`
	CueText    string         `json:"cueText,omitempty"`
	Form       string         `json:"form" enum:"direct,indirect,mixed"`
	Act        string         `json:"act"`
	Kind       string         `json:"kind"`
	Polarity   string         `json:"polarity"`
	Certainty  string         `json:"certainty"`
	Tense      string         `json:"tense"`
	Confidence float64        `json:"confidence"`
	Slots      SlotConfidence `json:"slotConfidence"`
	Entity     *EntityName    `json:"entity,omitempty" doc:"who the source is; absent where that is not known"`
	OnBehalfOf *EntityName    `json:"onBehalfOf,omitempty"`
	Addressee  string         `json:"addressee,omitempty"`
	Occasion   string         `json:"occasion,omitempty"`
	When       string         `json:"when,omitempty" doc:"the words that say when it was said"`
	SaidOn     string         `json:"saidOn,omitempty" doc:"when it was said, beside the date of issue: a year, a month, a day, or the Monday of a week"`
	Precision  string         `json:"saidPrecision,omitempty" enum:"year,month,week,day"`
	Continues  string         `json:"continues,omitempty" doc:"id of the attribution whose speech this one carries on"`
	About      []string       `json:"about,omitempty" doc:"entities that the content mentions"`

	Relations []RelationReport `json:"relations,omitempty" doc:"how it stands to other attributions of the document, as far as the text tells"`
}

// RelationReport is how an attribution stands to another.
type RelationReport struct {
	Type RelationType `json:"type" enum:"repliesTo,repeats,disagreesWith,agreesWith"`
	To   string       `json:"to" doc:"id of the other attribution"`
}

// SlotConfidence is the confidence in each part of an attribution.
type SlotConfidence struct {
	Source  float64 `json:"source"`
	Cue     float64 `json:"cue"`
	Content float64 `json:"content"`
}

// EntityName is an entity, named.
type EntityName struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Kind string `json:"kind" enum:"person,body,office,group,document,unnamed"`
}

// EntityReport is an entity with the places that mention it.
type EntityReport struct {
	EntityName
	Mentions []Range `json:"mentions"`
}

// Range is [start, end).
type Range [2]int

// Report is r for the interfaces.
func (r Result) Report() Report {
	report := Report{
		ID:           r.Document.Meta.Name,
		Document:     r.short(r.Label()),
		Title:        r.Document.Meta.Title,
		Attributions: make([]AttributionReport, len(r.Attributions)),
		Entities:     make([]EntityReport, len(r.Resolution.Entities)),
	}
	for i, a := range r.Attributions {
		report.Attributions[i] = r.reportAttribution(a)
	}
	for _, rel := range r.Relations() {
		from := &report.Attributions[rel.From]
		from.Relations = append(from.Relations, RelationReport{rel.Type, report.Attributions[rel.To].ID})
	}
	for i := range r.Resolution.Entities {
		report.Entities[i] = EntityReport{EntityName: *r.entityName(i), Mentions: []Range{}}
	}
	for _, m := range r.Resolution.Mentions {
		e := &report.Entities[m.Entity]
		e.Mentions = append(e.Mentions, r.given(m.Span))
	}
	return report
}

func (r Result) reportAttribution(a attribution.Attribution) AttributionReport {
	t := r.Document.Text
	out := AttributionReport{
		ID:         r.short(r.attributionIRI(a)),
		Source:     r.givenAll(a.Source.Spans),
		Cue:        r.givenAll(a.Cue.Spans),
		Content:    r.givenAll(a.Content.Spans),
		Text:       r.ContentText(a),
		SourceText: t.Slice(a.Source.Phrase()),
		CueText:    r.words(a.Cue.Spans),
		Form:       string(a.Form),
		Act:        string(a.Act),
		Kind:       string(a.Kind),
		Polarity:   string(a.Polarity),
		Certainty:  string(a.Certainty),
		Tense:      string(a.Tense),
		Confidence: float64(rounded(a.Overall())),
		Slots:      SlotConfidence{float64(rounded(a.OfSource)), float64(rounded(a.OfCue)), float64(rounded(a.OfContent))},
		Addressee:  t.Slice(a.Addressee),
		Occasion:   t.Slice(a.Occasion),
		When:       t.Slice(a.When.Span),
	}
	if said := r.said(a); !said.IsZero() {
		out.SaidOn, out.Precision = isoDate(said), said.Precision.String()
	}
	if i, ok := r.source(a); ok {
		out.Entity = r.entityName(i)
	}
	if i, ok := r.behalf(a); ok {
		out.OnBehalfOf = r.entityName(i)
	}
	if a.Continues >= 0 {
		out.Continues = r.short(r.attributionIRI(r.Attributions[a.Continues]))
	}
	for _, e := range r.about(a) {
		out.About = append(out.About, r.short(r.entityIRI(e)))
	}
	return out
}

func (r Result) entityName(i int) *EntityName {
	e := r.Resolution.Entities[i]
	return &EntityName{ID: r.short(r.entityIRI(i)), Name: e.Name, Kind: string(e.Kind)}
}

// short is an id with its prefix: "actor:dominic-raab".
func (r Result) short(iri quad.IRI) string { return r.base.Shorten(iri) }

func (r Result) words(spans []text.Span) string {
	var words string
	for i, s := range spans {
		if i > 0 {
			words += " … "
		}
		words += r.Document.Text.Slice(s)
	}
	return words
}

func (r Result) given(s text.Span) Range {
	g := r.Document.Text.Given(s)
	return Range{g.Start, g.End}
}

func (r Result) givenAll(spans []text.Span) []Range {
	ranges := make([]Range, len(spans))
	for i, s := range spans {
		ranges[i] = r.given(s)
	}
	return ranges
}
