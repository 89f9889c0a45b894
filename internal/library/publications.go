package library

import (
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/vocab"
	"graphd/internal/ingest/date"
	"graphd/internal/ingest/rdf"
)

// supersededVersions holds what a document with an identifier supersedes: the publications with the same identifier of other
// texts.
type supersededVersions struct {
	alone  []quad.IRI // versions with no other publication; they leave the graph
	shared []quad.IRI // versions that lose one of several publications
	change graph.Edit // removes those publications
}

// all returns all versions that lose a publication.
func (s supersededVersions) all() []quad.IRI { return slices.Concat(s.alone, s.shared) }

// edit returns the edit that removes what is superseded.
func (s supersededVersions) edit() graph.Edit {
	edit := graph.Edit{Remove: slices.Clone(s.change.Remove), Add: slices.Clone(s.change.Add)}
	for _, version := range s.alone {
		edit.Replace = append(edit.Replace, graph.Graph{Label: version})
	}
	return edit
}

// superseded returns what a document with the identifier supersedes, other than version.
func (s storedVersions) superseded(version quad.IRI, identifier string) (found supersededVersions, err error) {
	versions, err := s.identified(version, identifier)
	if err != nil {
		return found, err
	}
	for _, v := range versions {
		b, stated, known, err := s.bibliography(v)
		if err != nil {
			return found, err
		}
		if !known {
			continue
		}
		rest := b
		rest.Publications = slices.DeleteFunc(slices.Clone(b.Publications), func(p rdf.PublicationRecord) bool { return p.Identifier == identifier })
		if len(rest.Publications) == 0 {
			found.alone = append(found.alone, v)
			continue
		}
		change, err := s.rewrite(stated, b, rest)
		if err != nil {
			return found, err
		}
		found.shared = append(found.shared, v)
		found.change.Remove = append(found.change.Remove, change.Remove...)
		found.change.Add = append(found.change.Add, change.Add...)
	}
	return found, nil
}

// rewrite returns the edit that makes a version have the publications of after instead of those of before, which the quads in
// stated describe. If the first publication has another date, dates such as "on Tuesday" get another meaning. Topics that
// only the keywords of publications that leave state leave with them.
func (s storedVersions) rewrite(stated []quad.Quad, before, after rdf.Bibliography) (graph.Edit, error) {
	edit, err := difference(stated, after.Quads())
	if issued := after.First().Issued; err == nil && !issued.Equal(before.First().Issued) {
		var dates graph.Edit
		dates, err = s.redate(after.Document, issued)
		edit.Remove = append(edit.Remove, dates.Remove...)
		edit.Add = append(edit.Add, dates.Add...)
	}
	if err == nil && !slices.Equal(before.Keywords(), after.Keywords()) {
		var stale []quad.Quad
		stale, err = s.staleTopics(after.Document, after.Keywords())
		edit.Remove = append(edit.Remove, stale...)
	}
	return edit, err
}

// redate returns the edit that makes the relative dates of a version count from the date of issue.
func (s storedVersions) redate(version quad.IRI, issued date.Date) (graph.Edit, error) {
	timed, err := s.snapshot.Quads(s.ctx, quad.Quad{Predicate: vocab.WhenPassage, Label: version})
	if err != nil {
		return graph.Edit{}, err
	}
	var stated []quad.Quad
	var attributions []rdf.TimedAttribution
	for _, q := range timed {
		iri, _ := q.Subject.(quad.IRI)
		a := rdf.TimedAttribution{IRI: iri}
		about, err := s.snapshot.Quads(s.ctx, quad.Quad{Subject: a.IRI, Label: version})
		if err != nil {
			return graph.Edit{}, err
		}
		for _, fact := range about {
			if fact.Predicate == vocab.SaidOn || fact.Predicate == vocab.SaidPrecision {
				stated = append(stated, fact)
			}
			a.Future = a.Future || fact.Predicate == vocab.Tense && fact.Object == rdf.FutureTense()
		}
		words, err := s.snapshot.Quads(s.ctx, quad.Quad{Subject: q.Object, Predicate: vocab.Exact, Label: version})
		if err != nil {
			return graph.Edit{}, err
		}
		for _, w := range words {
			exact, _ := w.Object.(quad.String)
			a.Words = string(exact)
		}
		attributions = append(attributions, a)
	}
	return difference(stated, rdf.SaidOnQuads(version, attributions, issued))
}

// planWithdrawal returns the edit that removes a version.
func (s storedVersions) planWithdrawal(version quad.IRI) (graph.Edit, error) {
	_, _, known, err := s.bibliography(version)
	if err != nil {
		return graph.Edit{}, err
	}
	if !known {
		return graph.Edit{}, fmt.Errorf("%w: %s", ErrNoDocument, version)
	}
	orphans, err := s.orphans([]quad.IRI{version}, nil)
	return graph.Edit{Replace: []graph.Graph{{Label: version}}, Remove: orphans}, err
}

// planPublicationWithdrawal returns the edit that removes a publication of a version, and whether the version leaves the graph
// with it.
func (s storedVersions) planPublicationWithdrawal(version, publication quad.IRI) (edit graph.Edit, gone bool, err error) {
	b, stated, _, err := s.bibliography(version)
	if err != nil {
		return graph.Edit{}, false, err
	}
	rest := b
	rest.Publications = slices.DeleteFunc(slices.Clone(b.Publications), func(p rdf.PublicationRecord) bool { return p.IRI == publication })
	switch len(rest.Publications) {
	case len(b.Publications):
		return graph.Edit{}, false, fmt.Errorf("%w: %s", ErrNoPublication, publication)
	case 0:
		edit, err = s.planWithdrawal(version)
		return edit, true, err
	}
	edit, err = s.rewrite(stated, b, rest)
	return edit, false, err
}
