package coref

import (
	"slices"
	"sort"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/gazetteer"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/entity/mention"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// Resolver links the mentions in a document to entities. It is immutable and safe for concurrent use.
type Resolver struct{ gazetteer *gazetteer.Names }

// NewResolver returns a resolver that knows the names in g, none if g is nil.
func NewResolver(g *gazetteer.Names) *Resolver { return &Resolver{gazetteer: g} }

// Version returns a name that changes whenever a change of rules or lexicons may change the output.
func (*Resolver) Version() string { return "entity-19" }

// Resolve finds the mentions and entities in a document. Phrases are the sources of attributions, and the principals
// within the phrases of spokespersons. Each of them is among the mentions with its own span, unless its entity cannot
// be determined.
func (r *Resolver) Resolve(layout *ling.Layout, phrases []text.Span) entity.Resolution {
	found := mention.Detect(layout, r.gazetteer, phrases)
	l := newLinker(found, r.gazetteer)
	l.survey()
	l.linkAll()
	return l.resolution(phrases, found.Phrases)
}

// newLinker returns a linker for the candidates of d that has linked none yet.
func newLinker(d mention.Detection, g *gazetteer.Names) *linker {
	l := &linker{
		Surface: d.Surface, lex: lexicon.Default(), gazetteer: g, candidates: d.Candidates, bodiesByCountry: map[string]int{}, countryMentions: map[string]int{},
		entityOf: make([]int, len(d.Candidates)), mentionEndingAt: map[int]int{}, byName: map[string]int{}, bySurname: map[string][]int{},
		byAcronym: map[string][]int{}, byFirstWord: map[string][]int{}, nationalBodies: map[string]string{}, byGiven: map[string][]int{}, byAge: map[string][]int{}, byNoun: map[string][]int{}, privatePersons: map[*mention.Candidate]bool{}, byCompoundSurname: map[string]*mention.Candidate{},
	}
	for i := range l.entityOf {
		l.entityOf[i] = none
	}
	return l
}

// resolution returns the result of linking: a mention for each phrase of the caller, with the span of the phrase, and
// every other mention.
func (l *linker) resolution(phrases []text.Span, at []int) entity.Resolution {
	mentions := slices.Clone(l.mentions)
	byCandidate := map[*mention.Candidate]int{}
	for i, c := range l.mentionCandidates {
		byCandidate[c] = i
	}
	usesPhraseSpan := map[int]bool{}
	for i, phrase := range phrases {
		if at[i] < 0 {
			continue
		}
		m, ok := byCandidate[l.candidates[at[i]]]
		switch {
		case !ok:
		case usesPhraseSpan[m]:
			mentions = append(mentions, mentions[m])
			mentions[len(mentions)-1].Span = phrase
		default:
			mentions[m].Span, usesPhraseSpan[m] = phrase, true
		}
	}
	sort.SliceStable(mentions, func(i, j int) bool { return entity.CompareSpans(mentions[i].Span, mentions[j].Span) < 0 })
	mentions = slices.CompactFunc(mentions, func(a, b entity.Mention) bool { return a.Span == b.Span })
	return l.finish(slices.DeleteFunc(mentions, func(m entity.Mention) bool { return l.isIncidental(l.entities[m.Entity]) }))
}

// isIncidental reports whether x has only local nominals as mentions and is no source. Such entities are omitted from
// the result.
func (l *linker) isIncidental(x *cluster) bool { return x.isNominal && x.isLocal && !x.isSource }

// finish returns the entities that mentions refer to, in the order of their first mention.
func (l *linker) finish(mentions []entity.Mention) entity.Resolution {
	out := entity.Resolution{Mentions: mentions}
	place := map[int]int{}
	taken := map[string]int{}
	for i, m := range mentions {
		e, ok := place[m.Entity]
		if !ok {
			e = len(out.Entities)
			place[m.Entity] = e
			out.Entities = append(out.Entities, l.finishEntity(l.entities[m.Entity], taken))
		}
		out.Mentions[i].Entity = e
	}
	for old, e := range place {
		for _, m := range l.entities[old].members {
			if at, ok := place[m]; ok {
				out.Entities[e].Members = append(out.Entities[e].Members, at)
			}
		}
	}
	return out
}
