package linkscore

import (
	"context"
	"strings"

	"graphd/cmd/graphd-train/corpus"
	"graphd/internal/ingest"
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/coref"
	"graphd/internal/ingest/text"
)

// linkKinds are the kinds of mentions that are scored, in the order of the table.
var linkKinds = []string{"he, she", "he, she: all", "they", "it", "who", "nominal", "surname"}

// scoredPronouns holds the kind of each pronoun that is scored.
var scoredPronouns = map[string]string{
	"he": "he, she", "him": "he, she", "his": "he, she", "she": "he, she", "her": "he, she",
	"they": "they", "them": "they", "their": "they", "it": "it", "its": "it", "who": "who",
}

// corefLink is a mention that should be linked to another mention of its chain.
type corefLink struct {
	kind, words string
	at          text.Span
	chain       string // its entity
	isNew       bool   // nothing before it refers to its entity
	found       bool   // it is linked to an entity with a name or a nominal
	right       bool   // the entity is that of its chain
	to          string
}

// corefChains is a document with its gold mentions. Mentions of one entity are a chain.
type corefChains struct {
	corpus.AnnotatedText
	text text.Text
}

// newCorefChains returns the chains of d.
func newCorefChains(d corpus.AnnotatedText) corefChains {
	return corefChains{d, text.Normalize(d.Text)}
}

// mentionsToLink returns the mentions that should be linked: pronouns of the third person, surnames of people whose full name
// occurs before, and nominals with "the".
func (c corefChains) mentionsToLink() []corefLink {
	var out []corefLink
	full := map[string][]string{} // names of two words and more, by entity
	known := c.firstMentions()
	for _, m := range c.Mentions {
		words := strings.Fields(c.text.Slice(m.Span))
		if len(words) == 0 {
			continue
		}
		last := words[len(words)-1]
		switch kind := scoredPronouns[strings.ToLower(words[0])]; {
		case len(words) == 1 && kind != "":
			out = append(out, corefLink{kind: kind, words: last, at: m.Span, chain: m.Entity})
		case len(words) == 1 && m.Kind == "person" && endsAny(full[m.Entity], last):
			out = append(out, corefLink{kind: "surname", words: last, at: m.Span, chain: m.Entity})
		case isDefinite(words):
			out = append(out, corefLink{kind: "nominal", words: last, at: m.Span, chain: m.Entity, isNew: known[m.Entity] >= m.Start})
		case m.Kind == "person" && len(words) <= 4 && isCapitalised(words):
			full[m.Entity] = append(full[m.Entity], strings.Join(words, " "))
		}
	}
	return out
}

// firstMentions returns the beginning of the first name or nominal of each entity.
func (c corefChains) firstMentions() map[string]int {
	first := map[string]int{}
	for _, m := range c.Mentions {
		if at, ok := first[m.Entity]; scoredPronouns[strings.ToLower(c.text.Slice(m.Span))] == "" && (!ok || m.Start < at) {
			first[m.Entity] = m.Start
		}
	}
	return first
}

// isDefinite reports whether words are "the" and a common noun, perhaps with more words.
func isDefinite(words []string) bool {
	return len(words) > 1 && strings.EqualFold(words[0], "the") && strings.ToLower(words[1]) == words[1]
}

// endsAny reports whether last is the last word of one of names.
func endsAny(names []string, last string) bool {
	for _, n := range names {
		if strings.HasSuffix(n, " "+last) {
			return true
		}
	}
	return false
}

// isCapitalised reports whether words are several words with initial capitals.
func isCapitalised(words []string) bool {
	for _, w := range words {
		if w[0] < 'A' || w[0] > 'Z' {
			return false
		}
	}
	return len(words) > 1
}

// resolve runs the resolver and returns the mentions that should be linked, and the resolution. Of the pronouns and nominals,
// it returns those that are sources, and all of "he" and "she" outside quotation marks.
func (c corefChains) resolve(models ingest.Models, resolver *coref.Resolver) ([]corefLink, entity.Resolution) {
	read, err := models.Extractor.Read(context.Background(), models.Annotator.Layout(c.text))
	if err != nil {
		panic(err) // only a context that ends makes it fail
	}
	attributions, err := models.Extractor.Extract(context.Background(), read)
	if err != nil {
		panic(err) // only a context that ends makes it fail
	}
	sources, longest := map[text.Span]bool{}, map[int]text.Span{} // the longest by its beginning
	var phrases []text.Span
	for _, a := range attributions {
		if s := a.Source.Phrase(); !s.IsZero() {
			phrases = append(phrases, s)
			sources[s] = true
			if s.Len() > longest[s.Start].Len() {
				longest[s.Start] = s
			}
		}
	}
	var out []corefLink
	for _, l := range c.mentionsToLink() {
		switch phrase := longest[l.at.Start]; {
		case l.kind == "he, she" && !read.IsQuoted(read.WordsIn(l.at).From):
			all := l
			all.kind = "he, she: all"
			out = append(out, all)
		case l.kind == "nominal" && !phrase.IsZero():
			l.at = phrase
		case l.kind == "surname" && !sources[l.at]:
			phrases = append(phrases, l.at)
		}
		if l.kind == "surname" || sources[l.at] {
			out = append(out, l)
		}
	}
	r := resolver.Resolve(read.Layout, phrases)
	for i := range out {
		c.judge(&out[i], r)
	}
	return out, r
}

// judge records the entity that l is linked to. The link is right if this entity has a name or nominal that belongs to the
// chain of l; for a nominal, one before it.
func (c corefChains) judge(l *corefLink, r entity.Resolution) {
	e, _, ok := r.At(l.at)
	if !ok {
		return
	}
	for _, m := range r.Mentions {
		if m.Entity != e || m.Form == entity.Pronoun || m.Span == l.at || l.kind == "nominal" && m.Head.Start >= l.at.Start {
			continue
		}
		l.found, l.to = true, c.text.Slice(m.Span)
		if c.chainAt(m.Head) == l.chain {
			l.right = true
			return
		}
	}
}

// chainAt returns the entity of the smallest gold mention that contains s, "" if there is none.
func (c corefChains) chainAt(s text.Span) string {
	smallest, chain := c.text.Len()+1, ""
	for _, m := range c.Mentions {
		if m.Contains(s) && m.Len() < smallest {
			smallest, chain = m.Len(), m.Entity
		}
	}
	return chain
}

// gold returns the entity of each mention of a person or an organisation.
func (c corefChains) gold() partition {
	out := partition{}
	for _, m := range c.Mentions {
		if m.Kind == "person" || m.Kind == "organization" {
			out[c.headOf(m.Span)] = m.Entity
		}
	}
	return out
}

// system returns the entity of each mention of r, except the heads of gold mentions of other things.
func (c corefChains) system(r entity.Resolution) partition {
	out := partition{}
	for _, m := range r.Mentions {
		out[m.Head] = r.Entities[m.Entity].Key
	}
	for _, m := range c.Mentions {
		if head := c.headOf(m.Span); m.Kind != "person" && m.Kind != "organization" {
			delete(out, head)
		}
	}
	return out
}

// headOf returns the word of a mention whose head is outside of the mention.
func (c corefChains) headOf(mention text.Span) text.Span {
	for _, s := range c.Sentences {
		if s[len(s)-1].End <= mention.Start {
			continue
		}
		for _, t := range s {
			if mention.Contains(t.Span) && (t.Head < 0 || !mention.Contains(s[t.Head].Span)) {
				return t.Span
			}
		}
	}
	return mention
}
