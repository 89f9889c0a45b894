package view_test

import (
	"fmt"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
)

const base = vocab.DefaultBase

// sketch builds the named graph of a document.
type sketch struct {
	label quad.IRI
	text  string
	quads []quad.Quad
}

func (s *sketch) add(subject, predicate quad.IRI, object quad.Value) {
	q := quad.Quad{Subject: subject, Predicate: predicate, Object: object}
	if s.label != "" {
		q.Label = s.label
	}
	s.quads = append(s.quads, q)
}

func newDocument(id, title, issued, text string) *sketch {
	s := &sketch{label: base.IRI("doc", id), text: text}
	s.add(s.label, vocab.Type, vocab.Document)
	s.add(s.label, vocab.Title, quad.String(title))
	s.add(s.label, vocab.Text, quad.String(text))
	s.add(s.label, vocab.TextHash, quad.String("hash-of-"+id))
	s.add(s.label, vocab.Creator, quad.String("Ann Author"))
	s.add(s.label, vocab.Creator, quad.String("Bert Author"))
	s.add(s.label, vocab.URL, quad.IRI("https://news.example/"+id))
	if issued != "" {
		s.add(s.label, vocab.Issued, quad.TypedString{Value: quad.String(issued), Type: vocab.XSD + "date"})
	}
	return s
}

func (s *sketch) entity(iri quad.IRI, kind, name string, others ...string) quad.IRI {
	s.add(iri, vocab.Type, vocab.Actor)
	s.add(iri, vocab.EntityKind, vocab.ConceptOf(vocab.EntityKindList, kind))
	s.add(iri, vocab.Label, quad.String(name))
	for _, other := range others {
		s.add(iri, vocab.AltLabel, quad.String(other))
	}
	s.add(iri, vocab.MentionedIn, s.label)
	return iri
}

func (s *sketch) passage(start, end int) quad.IRI {
	_, doc, _ := base.Split(s.label)
	p := base.IRI("passage", fmt.Sprintf("%s-%d-%d", doc, start, end))
	s.add(p, vocab.Start, quad.Int(start))
	s.add(p, vocab.End, quad.Int(end))
	s.add(p, vocab.Exact, quad.String([]rune(s.text)[start:end]))
	return p
}

type said struct {
	id            string
	source        quad.IRI
	behalf, about quad.IRI
	member        quad.IRI // one of several who are the source
	act, form     string
	sourceAt, cue [2]int
	content       [][2]int
	words         string
}

func (s *sketch) attribution(a said) quad.IRI {
	id := base.IRI("attr", a.id)
	s.add(id, vocab.Type, vocab.Attribution)
	s.add(id, vocab.InDocument, s.label)
	s.add(id, vocab.Act, vocab.ConceptOf(vocab.ActList, a.act))
	s.add(id, vocab.Form, vocab.ConceptOf(vocab.FormList, a.form))
	s.add(id, vocab.Tense, vocab.ConceptOf(vocab.TenseList, "non-future"))
	switch a.id {
	case "b2":
		s.add(id, vocab.Confidence, quad.Float(0.41))
	case "c1": // added by other means than ingestion, without a confidence
	default:
		s.add(id, vocab.Confidence, quad.Float(0.72))
	}
	s.add(id, vocab.SourcePassage, s.passage(a.sourceAt[0], a.sourceAt[1]))
	s.add(id, vocab.CuePassage, s.passage(a.cue[0], a.cue[1]))
	for _, span := range a.content {
		s.add(id, vocab.ContentPassage, s.passage(span[0], span[1]))
	}
	s.add(id, vocab.SentencePassage, s.passage(0, len([]rune(s.text))))
	s.add(id, vocab.ContentText, quad.String(a.words))
	for predicate, object := range map[quad.IRI]quad.IRI{vocab.Source: a.source, vocab.SourceMember: a.member, vocab.OnBehalfOf: a.behalf, vocab.About: a.about} {
		if object != "" {
			s.add(id, predicate, object)
		}
	}
	if a.source != "" {
		s.add(a.source, vocab.Made, id)
	}
	return id
}

// bridge returns the quads of three documents about a bridge: a report of a committee, the answer of a minister, and an undated
// note.
func bridge() []quad.Quad {
	report := newDocument("r1", "Bridge report", "2021-03-02", `“Close the bridge,” the Ferry Committee said, “at once — naïvely or not.”`)
	committee := report.entity(base.IRI("body", "ferry-committee"), "body", "Ferry Committee", "the Committee")
	span := report.entity(base.IRI("actor", "r1-bridge"), "group", "the bridge")
	report.attribution(said{
		id: "a1", source: committee, about: span, act: "recommend", form: "direct",
		sourceAt: [2]int{20, 39}, cue: [2]int{40, 44}, content: [][2]int{{0, 19}, {46, 73}}, words: "Close the bridge … at once — naïvely or not.",
	})

	answer := newDocument("r2", "Minister answers", "2021-03-09", `Lena Holm rejected that. Her spokesman Per Ek said it was safe.`)
	holm := answer.entity(base.IRI("actor", "lena-holm"), "person", "Holm", "Lena")
	ek := answer.entity(base.IRI("actor", "per-ek"), "person", "Per Ek")
	answer.entity(committee, "body", "Ferry Committee")
	answer.add(ek, vocab.SpeaksFor, holm)
	first := answer.attribution(said{
		id: "b1", source: holm, about: committee, act: "reject", form: "indirect",
		sourceAt: [2]int{0, 9}, cue: [2]int{10, 18}, content: [][2]int{{19, 23}}, words: "that",
	})
	second := answer.attribution(said{
		id: "b2", member: base.IRI("actor", "ada-roth"), source: ek, behalf: holm, act: "assert", form: "indirect",
		sourceAt: [2]int{25, 45}, cue: [2]int{46, 50}, content: [][2]int{{51, 62}}, words: "it was SAFE",
	})
	answer.add(second, vocab.Continues, first)

	note := newDocument("r3", "Note", "", `Somebody said no.`)
	note.attribution(said{id: "c1", act: "assert", form: "indirect", sourceAt: [2]int{0, 8}, cue: [2]int{9, 13}, content: [][2]int{{14, 16}}, words: "no"})

	facts := &sketch{label: vocab.ReferenceGraph}
	facts.add(holm, vocab.Label, quad.String("Lena Holm"))
	facts.add(holm, vocab.ExactMatch, quad.IRI("https://facts.example/holm"))
	minister := base.IRI("role", "minister")
	facts.add(holm, vocab.HoldsPost, minister)
	facts.add(minister, vocab.Type, vocab.Role)
	facts.add(minister, vocab.Label, quad.String("Minister of Ferries"))
	facts.add(minister, vocab.PostIn, committee)

	var quads []quad.Quad
	for _, s := range []*sketch{report, answer, note, facts} {
		quads = append(quads, s.quads...)
	}
	return quads
}
