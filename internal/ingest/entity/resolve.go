package entity

import (
	"slices"
	"sort"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// Resolver tells who is who in a document. It is immutable and safe for concurrent use.
type Resolver struct{ gazetteer *Gazetteer }

// NewResolver makes a resolver that knows the names of g; nil knows none.
func NewResolver(g *Gazetteer) *Resolver { return &Resolver{gazetteer: g} }

// Version names the rules and lexicons: it changes whenever their output may.
func (*Resolver) Version() string { return "entity-7" }

// Resolve finds the mentions and entities of a document. Phrases are the sources, and those spoken for within them: each
// gets a mention wherever it can be told who is meant.
func (r *Resolver) Resolve(t text.Text, a ling.Annotation, phrases []text.Span) Resolution {
	p := layOut(t, a)
	s := scan(p, r.gazetteer)
	at := s.align(phrases)
	s.weighKinds()
	at = s.settle(at)
	l := newLinker(s)
	l.survey()
	l.run()
	return l.resolution(phrases, at)
}

func newLinker(s *scanner) *linker {
	l := &linker{
		page: s.page, lex: s.lex, gazetteer: s.gazetteer, candidates: s.candidates, lands: map[string]int{}, places: map[string]int{},
		of: make([]int, len(s.candidates)), endsAt: map[int]int{}, byName: map[string]int{}, people: map[string][]int{},
		acronyms: map[string][]int{}, byGiven: map[string][]int{}, byNoun: map[string][]int{}, private: map[*candidate]bool{}, wholes: map[string]*candidate{},
	}
	for i := range l.of {
		l.of[i] = none
	}
	return l
}

// resolution makes the result of the linked candidates: each phrase as a mention of its own span, and every other mention.
func (l *linker) resolution(phrases []text.Span, at []int) Resolution {
	mentions := slices.Clone(l.mentions)
	byCandidate := map[*candidate]int{}
	for i, c := range l.made {
		byCandidate[c] = i
	}
	widened := map[int]bool{}
	for i, phrase := range phrases {
		if at[i] < 0 {
			continue
		}
		m, ok := byCandidate[l.candidates[at[i]]]
		switch {
		case !ok:
		case widened[m]:
			mentions = append(mentions, mentions[m])
			mentions[len(mentions)-1].Span = phrase
		default:
			mentions[m].Span, widened[m] = phrase, true
		}
	}
	sort.SliceStable(mentions, func(i, j int) bool { return compare(mentions[i].Span, mentions[j].Span) < 0 })
	mentions = slices.CompactFunc(mentions, func(a, b Mention) bool { return a.Span == b.Span })
	return l.finish(slices.DeleteFunc(mentions, func(m Mention) bool { return l.passing(l.entities[m.Entity]) }))
}

// passing reports whether an entity is mentioned only in passing: by nominals of its document, never as a source.
func (l *linker) passing(x *cluster) bool { return x.nominal && x.local && !x.asked }

// finish keeps the entities that are mentioned, in the order of their first mention.
func (l *linker) finish(mentions []Mention) Resolution {
	out := Resolution{Mentions: mentions}
	place := map[int]int{}
	taken := map[string]int{}
	for i, m := range mentions {
		e, ok := place[m.Entity]
		if !ok {
			e = len(out.Entities)
			place[m.Entity] = e
			out.Entities = append(out.Entities, l.entity(l.entities[m.Entity], taken))
		}
		out.Mentions[i].Entity = e
	}
	return out
}
