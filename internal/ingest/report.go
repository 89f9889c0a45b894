package ingest

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/rdf"
	"graphd/internal/ingest/text"
)

// Report returns what was found in the document as the API describes it.
func (r Result) Report() api.Extraction {
	report := api.Extraction{
		ID:           r.Document.Meta.Name,
		Document:     r.short(r.Label()),
		Title:        r.Document.Meta.Title,
		Attributions: make([]api.Attribution, len(r.Attributions)),
		Entities:     make([]api.EntityMentions, len(r.Resolution.Entities)),
	}
	document := r.documentRef()
	for i, a := range r.Attributions {
		report.Attributions[i] = r.reportAttribution(a)
		report.Attributions[i].Document = document
	}
	for _, rel := range r.Relations() {
		from := &report.Attributions[rel.From]
		from.Relations = append(from.Relations, api.AttributionRelation{
			Type: string(rel.Type), To: report.Attributions[rel.To].ID,
		})
	}
	for i := range r.Resolution.Entities {
		report.Entities[i] = api.EntityMentions{EntityRef: *r.entityRef(i), Mentions: []api.TextRange{}}
	}
	for _, m := range r.Resolution.Mentions {
		e := &report.Entities[m.Entity]
		e.Mentions = append(e.Mentions, r.given(m.Span))
	}
	return report
}

func (r Result) documentRef() api.DocumentRef {
	meta := r.Document.Meta
	ref := api.DocumentRef{ID: r.short(r.Label()), Title: meta.Title, Publisher: meta.Publisher, URL: meta.URL}
	if !meta.Issued.IsZero() {
		ref.Issued = rdf.FormatDate(meta.Issued)
	}
	return ref
}

func (r Result) reportAttribution(a attribution.Attribution) api.Attribution {
	t := r.Document.Text
	out := api.Attribution{
		ID:      r.short(r.AttributionIRI(a)),
		Source:  r.givenAll(a.Source.Spans),
		Cue:     r.givenAll(a.Cue.Spans),
		Content: r.givenAll(a.Content.Spans),
		Normalised: api.Offsets{
			Source: ranges(a.Source.Spans), Cue: ranges(a.Cue.Spans), Content: ranges(a.Content.Spans),
		},
		Words: api.AttributionWords{
			Source: r.words(a.Source.Spans), Cue: r.words(a.Cue.Spans), Content: r.words(a.Content.Spans),
			Sentence: t.Slice(r.Sentences(a)),
		},
		Text:       r.ContentText(a),
		Form:       string(a.Form),
		Act:        string(a.Act),
		Kind:       string(a.Kind),
		Polarity:   string(a.Polarity),
		Certainty:  string(a.Certainty),
		Tense:      string(a.Tense),
		Confidence: float64(rdf.RoundConfidence(a.Overall())),
		Slots: api.SlotConfidence{
			Source: float64(rdf.RoundConfidence(a.OfSource)), Cue: float64(rdf.RoundConfidence(a.OfCue)), Content: float64(rdf.RoundConfidence(a.OfContent)),
		},
		SourceForm: string(a.Source.Form),
		CueLemma:   a.Cue.Lemma,
		Addressee:  t.Slice(a.Addressee),
		Occasion:   t.Slice(a.Occasion),
		When:       t.Slice(a.When.Span),
	}
	if said := r.SaidOn(a); !said.IsZero() {
		out.SaidOn, out.Precision = rdf.FormatDate(said), said.Precision.String()
	}
	if i, ok := r.Source(a); ok {
		out.Entity = r.entityRef(i)
		for _, e := range r.Resolution.Entities[i].Members {
			out.Members = append(out.Members, *r.entityRef(e))
		}
		slices.SortFunc(out.Members, func(a, b api.EntityRef) int { return strings.Compare(a.ID, b.ID) })
	}
	if i, ok := r.OnBehalfOf(a); ok {
		out.OnBehalfOf = r.entityRef(i)
	}
	if a.Continues >= 0 {
		out.Continues = r.short(r.AttributionIRI(r.Attributions[a.Continues]))
	}
	for _, e := range r.About(a) {
		out.About = append(out.About, *r.entityRef(e))
	}
	return out
}

func (r Result) entityRef(i int) *api.EntityRef {
	e := r.Resolution.Entities[i]
	return &api.EntityRef{ID: r.short(r.EntityIRI(i)), Name: e.Name, Kind: string(e.Kind)}
}

// short returns the short form of an id, such as "actor:dominic-raab".
func (r Result) short(iri quad.IRI) string { return r.Base.Shorten(iri) }

// words returns the text under each span.
func (r Result) words(spans []text.Span) []string {
	words := make([]string, len(spans))
	for i, s := range spans {
		words[i] = r.Document.Text.Slice(s)
	}
	return words
}

// given returns the range of the text as given that s came from, in code points.
func (r Result) given(s text.Span) api.TextRange {
	g := r.Document.Text.Given(s)
	return api.TextRange{g.Start, g.End}
}

func (r Result) givenAll(spans []text.Span) []api.TextRange {
	given := make([]api.TextRange, len(spans))
	for i, s := range spans {
		given[i] = r.given(s)
	}
	return given
}

func ranges(spans []text.Span) []api.TextRange {
	out := make([]api.TextRange, len(spans))
	for i, s := range spans {
		out[i] = api.TextRange{s.Start, s.End}
	}
	return out
}
