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

// topicKind is the entity kind of a topic that is not an entity.
const topicKind = "topic"

// documentTopic is a keyword of the document that names no entity.
type documentTopic struct {
	iri  quad.IRI
	name string // as the document states it
}

// topics returns the document's keywords: as topics those that name no entity of the document, without duplicates, and as
// subjects the entities that the others name.
func (f Findings) topics() (topics []documentTopic, subjects []int) {
	for _, keyword := range f.Document.Meta.Keywords {
		key := entity.Key(keyword)
		if key == "" {
			continue
		}
		if i := slices.IndexFunc(f.Resolution.Entities, func(e entity.Entity) bool { return isNamed(e, key) }); i >= 0 {
			subjects = append(subjects, i)
			continue
		}
		iri := f.Base.IRI("topic", key)
		if !slices.ContainsFunc(topics, func(t documentTopic) bool { return t.iri == iri }) {
			topics = append(topics, documentTopic{iri, keyword})
		}
	}
	return topics, subjects
}

// isNamed reports whether key is the key of a name of e.
func isNamed(e entity.Entity, key string) bool {
	return entity.Key(e.Name) == key || slices.ContainsFunc(e.Names, func(name string) bool { return entity.Key(name) == key })
}

// writeTopics adds the subjects that the document's keywords state, and links the attributions whose content contains the
// words of a topic.
func (f Findings) writeTopics(g *graphBuilder) {
	topics, subjects := f.topics()
	for _, i := range subjects {
		g.add(f.Label(), vocab.Subject, f.EntityIRI(i))
	}
	for _, t := range topics {
		g.add(f.Label(), vocab.Subject, t.iri)
		g.add(t.iri, vocab.Type, vocab.Topic)
		g.add(t.iri, vocab.EntityKind, vocab.ConceptOf(vocab.EntityKindList, topicKind))
		g.add(t.iri, vocab.Label, quad.String(t.name))
		if containsWords(strings.ToLower(f.Document.Text.String()), strings.ToLower(t.name)) {
			g.add(t.iri, vocab.MentionedIn, f.Label())
		}
		for _, a := range f.Attributions {
			if f.mentions(a, t.name) {
				g.add(f.AttributionIRI(a), vocab.About, t.iri)
			}
		}
	}
}

// mentions reports whether the content of a contains words, in any case, as whole words.
func (f Findings) mentions(a attribution.Attribution, words string) bool {
	words = strings.ToLower(words)
	for _, s := range a.Content.Spans {
		if containsWords(strings.ToLower(f.Document.Text.Slice(s)), words) {
			return true
		}
	}
	return false
}

// containsWords reports whether content contains words between word boundaries.
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
