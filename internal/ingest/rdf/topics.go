package rdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/entity"
)

// topicKind is the kind, among those of entities, of what a document is about and that is nobody.
const topicKind = "topic"

// topic is a subject that the document states of itself.
type documentTopic struct {
	iri  quad.IRI
	name string // as stated
}

// topics are the stated keywords that name none of the document's entities, each once; subjects are those that do.
func (r Findings) topics() (topics []documentTopic, subjects []int) {
	for _, keyword := range r.Document.Meta.Keywords {
		key := entity.Key(keyword)
		if key == "" {
			continue
		}
		if i := slices.IndexFunc(r.Resolution.Entities, func(e entity.Entity) bool { return isNamed(e, key) }); i >= 0 {
			subjects = append(subjects, i)
			continue
		}
		iri := r.Base.IRI("topic", key)
		if !slices.ContainsFunc(topics, func(t documentTopic) bool { return t.iri == iri }) {
			topics = append(topics, documentTopic{iri, keyword})
		}
	}
	return topics, subjects
}

// isNamed reports whether a name of e has this key.
func isNamed(e entity.Entity, key string) bool {
	return entity.Key(e.Name) == key || slices.ContainsFunc(e.Names, func(name string) bool { return entity.Key(name) == key })
}

// writeTopics states what the document says that it is about, and which contents mention it by the same words.
func (r Findings) writeTopics(g *graphBuilder) {
	topics, subjects := r.topics()
	for _, i := range subjects {
		g.add(r.Label(), vocab.Subject, r.EntityIRI(i))
	}
	for _, t := range topics {
		g.add(r.Label(), vocab.Subject, t.iri)
		g.add(t.iri, vocab.Type, vocab.Topic)
		g.add(t.iri, vocab.EntityKind, vocab.ConceptOf(vocab.EntityKindList, topicKind))
		g.add(t.iri, vocab.Label, quad.String(t.name))
		if containsWords(strings.ToLower(r.Document.Text.String()), strings.ToLower(t.name)) {
			g.add(t.iri, vocab.MentionedIn, r.Label())
		}
		for _, a := range r.Attributions {
			if r.mentions(a, t.name) {
				g.add(r.AttributionIRI(a), vocab.About, t.iri)
			}
		}
	}
}

// mentions reports whether the content has these words, in any case and not as parts of longer words.
func (r Findings) mentions(a attribution.Attribution, words string) bool {
	words = strings.ToLower(words)
	for _, s := range a.Content.Spans {
		if containsWords(strings.ToLower(r.Document.Text.Slice(s)), words) {
			return true
		}
	}
	return false
}

func containsWords(content, words string) bool {
	for from := 0; ; {
		at := strings.Index(content[from:], words)
		if at < 0 {
			return false
		}
		start, end := from+at, from+at+len(words)
		before, _ := utf8.DecodeLastRuneInString(content[:start])
		after, _ := utf8.DecodeRuneInString(content[end:])
		if !isWordRune(before) && !isWordRune(after) {
			return true
		}
		from = end
	}
}

func isWordRune(c rune) bool {
	return c != utf8.RuneError && (unicode.IsLetter(c) || unicode.IsDigit(c))
}
