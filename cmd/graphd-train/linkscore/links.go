package linkscore

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"graphd/cmd/graphd-train/corpus"
	"graphd/cmd/graphd-train/tally"
	"graphd/internal/ingest"
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/coref"
	"graphd/internal/ingest/text"
)

// Run scores the links of pronouns and surnames.
func Run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("entities", flag.ContinueOnError)
	dir := corpus.Flag(flags)
	part := flags.String("part", "dev", "`part` of the corpus: train or dev")
	scores := flags.String("scores", "", "`file` that the table is written to as well")
	diff := flags.Bool("diff", false, "write each wrong link")
	if err := flags.Parse(args); err != nil {
		return err
	}
	documents, err := dir.UD(corpus.GUM, *part)
	if err != nil {
		return err
	}
	models, err := ingest.EmbeddedModels(ingest.DefaultModels)
	if err != nil {
		return err
	}
	table := linkScores{}
	resolver := coref.NewResolver(nil)
	for _, d := range documents {
		x := newCorefChains(d)
		for _, l := range x.resolve(models, resolver) {
			table.add(l)
			if *diff && l.found && !l.right {
				fmt.Fprintf(out, "%s: %s at %d is linked to %s\n", d.ID, l.words, l.at.Start, l.to)
			}
		}
	}
	var b bytes.Buffer
	table.write(&b, *part)
	if _, err := out.Write(b.Bytes()); err != nil || *scores == "" {
		return err
	}
	return os.WriteFile(*scores, b.Bytes(), 0o644)
}

// linkKinds are the kinds of mentions that are scored, in the order of the table.
var linkKinds = []string{"he, she", "they", "it", "who", "surname"}

// scoredPronouns holds the kind of each pronoun that is scored.
var scoredPronouns = map[string]string{
	"he": "he, she", "him": "he, she", "his": "he, she", "she": "he, she", "her": "he, she",
	"they": "they", "them": "they", "their": "they", "it": "it", "its": "it", "who": "who",
}

// corefLink is a mention that should be linked to another mention of its chain.
type corefLink struct {
	kind, words string
	at          text.Span
	found       bool // it is linked to an entity with a name or a nominal
	right       bool // the entity is that of its chain
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

// mentionsToLink returns the mentions that should be linked: pronouns of the third person, and surnames of people whose
// full name occurs before.
func (c corefChains) mentionsToLink() []corefLink {
	var out []corefLink
	full := map[string][]string{} // names of two words and more, by entity
	for _, m := range c.Mentions {
		words := strings.Fields(c.text.Slice(m.Span))
		if len(words) == 0 {
			continue
		}
		last := words[len(words)-1]
		switch kind := scoredPronouns[strings.ToLower(words[0])]; {
		case len(words) == 1 && kind != "":
			out = append(out, corefLink{kind: kind, words: last, at: m.Span})
		case len(words) == 1 && m.Kind == "person" && endsAny(full[m.Entity], last):
			out = append(out, corefLink{kind: "surname", words: last, at: m.Span})
		case m.Kind == "person" && len(words) <= 4 && isCapitalised(words):
			full[m.Entity] = append(full[m.Entity], strings.Join(words, " "))
		}
	}
	return out
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

// resolve runs the resolver and returns the mentions that should be linked. Of the pronouns, it returns only
// those that are sources.
func (c corefChains) resolve(models ingest.Models, resolver *coref.Resolver) []corefLink {
	read, err := models.Extractor.Read(context.Background(), models.Annotator.Layout(c.text))
	if err != nil {
		panic(err) // only a context that ends makes it fail
	}
	sources := map[text.Span]bool{}
	var phrases []text.Span
	attributions, err := models.Extractor.Extract(context.Background(), read)
	if err != nil {
		panic(err) // only a context that ends makes it fail
	}
	for _, a := range attributions {
		if s := a.Source.Phrase(); !s.IsZero() {
			phrases = append(phrases, s)
			sources[s] = true
		}
	}
	out := slices.DeleteFunc(c.mentionsToLink(), func(l corefLink) bool { return l.kind != "surname" && !sources[l.at] })
	for _, l := range out {
		if !sources[l.at] {
			phrases = append(phrases, l.at)
		}
	}
	r := resolver.Resolve(read.Layout, phrases)
	for i := range out {
		c.judge(&out[i], r)
	}
	return out
}

// judge records the entity that l is linked to. The link is right if this entity has a name or nominal that belongs to the
// chain of l.
func (c corefChains) judge(l *corefLink, r entity.Resolution) {
	e, _, ok := r.At(l.at)
	if !ok {
		return
	}
	chain := c.chainAt(l.at)
	for _, m := range r.Mentions {
		if m.Entity != e || m.Form == entity.Pronoun || m.Span == l.at {
			continue
		}
		l.found, l.to = true, c.text.Slice(m.Span)
		if at := c.chainAt(m.Head); at != "" && at == chain {
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

// linkScores counts links by their kind.
type linkScores map[string]*tally.Overlap

// add counts a link.
func (s linkScores) add(l corefLink) {
	if s[l.kind] == nil {
		s[l.kind] = &tally.Overlap{}
	}
	s[l.kind].Gold++
	if l.found {
		s[l.kind].System++
	}
	if l.right {
		s[l.kind].Both++
	}
}

// write writes the table.
func (s linkScores) write(w io.Writer, part string) {
	fmt.Fprintf(w, linksHead, part)
	fmt.Fprintf(w, "%-10s %8s %8s %8s\n", "mention", "asked", "linked", "right")
	for _, kind := range linkKinds {
		if o := s[kind]; o != nil {
			fmt.Fprintf(w, "%-10s %8d %8s %8s\n", kind, o.Gold, tally.Ratio{Right: o.System, All: o.Gold}, o.Precision())
		}
	}
}

const linksHead = `Links of pronouns and surnames in UD GUM %s, from raw text and without a gazetteer, in percent: how many of
those asked for are linked to an entity with a name or a description, and how many of these rightly. Only
pronouns that are the source of an attribution are asked for. What is not linked stays open in the graph.

`
