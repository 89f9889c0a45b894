package library

import (
	"slices"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/nquads"
	"graphd/internal/graph/vocab"
	"graphd/internal/ingest"
	"graphd/internal/ingest/document"
	"graphd/internal/ingest/imprint"
	"graphd/internal/ingest/rdf"
)

// An additionPlanner plans the edit that adds a document to the graph.
type additionPlanner struct {
	storedVersions
	doc    document.Document
	label  quad.IRI
	result *ingest.Result // nil: what the graph has is used
	now    time.Time

	known   bool             // the graph has the text
	stored  []quad.Quad      // about the text and its publications
	before  rdf.Bibliography // if the text is known
	after   rdf.Bibliography
	current quad.IRI // the publication that the document describes
}

// read reads what the graph has of the text, and adds the publication that the document describes. It returns
// errNotExtracted if there is no result and the graph does not have all that the text and its publications support,
// extracted by this version of the pipeline.
func (a *additionPlanner) read(version string) (err error) {
	if a.before, a.stored, a.known, err = a.bibliography(a.label); err != nil {
		return err
	}
	a.publish()
	if a.result != nil {
		a.result.Document.Meta = a.after.Metadata()
		a.result.Document.Meta.Name = a.doc.Meta.Name
		return nil
	}
	extracted, err := a.isExtracted(a.label, version)
	if err == nil && (!a.known || !extracted || !slices.Equal(a.before.Keywords(), a.after.Keywords())) {
		err = errNotExtracted // topics link keywords to what was extracted
	}
	return err
}

// publish adds the publication that the document describes to those of the text, or updates the one that it describes anew.
func (a *additionPlanner) publish() {
	inText := imprint.Of(a.doc.Text.String())
	a.after = rdf.Bibliography{Document: a.label, Recorded: a.now}
	if a.known {
		a.after.Recorded, a.after.Publications = a.before.Recorded, slices.Clone(a.before.Publications)
	}
	i := slices.IndexFunc(a.after.Publications, func(p rdf.PublicationRecord) bool {
		return p.Identifier != "" && p.Identifier == a.doc.Meta.Identifier
	})
	if i < 0 {
		i = slices.IndexFunc(a.after.Publications, func(p rdf.PublicationRecord) bool { return p.Describes(a.doc.Meta, inText) })
	}
	if i < 0 {
		i = len(a.after.Publications)
		a.after.Publications = append(a.after.Publications, rdf.NewPublication(a.snapshot.Base(), a.label, a.doc.Meta, a.now))
	}
	p := &a.after.Publications[i]
	p.Metadata = p.Updated(a.doc.Meta, inText)
	a.current = p.IRI
}

// plan returns the edit. It replaces the graph of the version, or only what it says about publications if nothing was
// extracted, and removes what the document supersedes.
func (a *additionPlanner) plan() (graph.Edit, Outcome, error) {
	superseded, err := a.superseded(a.label, a.doc.Meta.Identifier)
	if err != nil {
		return graph.Edit{}, Outcome{}, err
	}
	outcome := Outcome{Document: a.label, Publication: a.current, Result: a.result, Superseded: superseded.all()}
	var edit graph.Edit
	if a.result != nil {
		edit, err = a.replaceText(superseded)
		outcome.Attributions = len(a.result.Attributions)
	} else {
		edit, err = a.replaceMetadata(superseded)
		if err == nil {
			outcome.Attributions, err = a.countAttributions(a.label)
		}
	}
	outcome.Status = a.status(edit, superseded)
	return edit, outcome, err
}

// status returns the status of a document whose edit changes the graph, or Unchanged if the edit is empty.
func (a *additionPlanner) status(edit graph.Edit, superseded supersededVersions) Status {
	switch {
	case len(superseded.all()) > 0, a.known && a.result != nil:
		return Replaced
	case !a.known:
		return Added
	case len(edit.Add)+len(edit.Remove) == 0:
		return Unchanged
	}
	return Updated
}

// replaceText returns the edit that replaces the graph of the version by what was extracted.
func (a *additionPlanner) replaceText(superseded supersededVersions) (graph.Edit, error) {
	revisions, err := a.revisions(a.label, superseded.all())
	if err != nil {
		return graph.Edit{}, err
	}
	reference := a.result.Reference()
	orphans, err := a.orphans(append([]quad.IRI{a.label}, superseded.alone...), iris(reference, quad.Subject))
	if err != nil {
		return graph.Edit{}, err
	}
	edit := superseded.edit()
	edit.Replace = append(edit.Replace, graph.Graph{Label: a.label, Quads: append(a.result.PublishedQuads(a.after), revisions...)})
	edit.Remove = append(edit.Remove, orphans...)
	edit.Add = append(edit.Add, reference...)
	return edit, nil
}

// replaceMetadata returns the edit that changes what the graph says about the publications of the text.
func (a *additionPlanner) replaceMetadata(superseded supersededVersions) (graph.Edit, error) {
	change, err := a.rewrite(a.stored, a.before, a.after)
	if err != nil {
		return graph.Edit{}, err
	}
	orphans, err := a.orphansBeside(superseded.alone, a.label)
	if err != nil {
		return graph.Edit{}, err
	}
	edit := superseded.edit()
	edit.Remove = append(append(edit.Remove, change.Remove...), orphans...)
	edit.Add = append(edit.Add, change.Add...)
	if len(superseded.all()) > 0 {
		revisions, err := a.revisions(a.label, superseded.all())
		if err != nil {
			return graph.Edit{}, err
		}
		edit.Add = append(edit.Add, revisions...)
	}
	return edit, nil
}

// difference returns the edit that turns the quads of before into those of after.
func difference(before, after []quad.Quad) (graph.Edit, error) {
	var edit graph.Edit
	kept := map[quad.Quad]bool{}
	for _, q := range before {
		kept[q] = false
	}
	for _, q := range after {
		normal, err := nquads.Normalize(q)
		if err != nil {
			return edit, err
		}
		if _, ok := kept[normal]; !ok {
			edit.Add = append(edit.Add, normal)
		}
		kept[normal] = true
	}
	for _, q := range before {
		if !kept[q] {
			edit.Remove = append(edit.Remove, q)
		}
	}
	return edit, nil
}

// isMetadata reports whether a quad about a document is one of those that a Bibliography writes.
func isMetadata(q quad.Quad) bool {
	switch q.Predicate {
	case vocab.Type:
		return q.Object == vocab.Article || q.Object == vocab.Report
	case vocab.Title, vocab.Label, vocab.Creator, vocab.Publisher, vocab.Issued, vocab.Language, vocab.MediaType, vocab.Identifier, vocab.URL,
		vocab.Recorded, vocab.WorkExample:
		return true
	}
	return false
}
