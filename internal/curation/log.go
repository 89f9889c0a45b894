package curation

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/api"
	"graphd/internal/graph/vocab"
)

// A Log holds all corrections, in the order in which they were made.
type Log struct {
	base     vocab.Base
	Records  []api.CorrectionRecord
	undoneBy map[string]string // the id of the undo, by the id of the correction
}

// NewLog returns the log of records in a store with the base.
func NewLog(base vocab.Base, records []api.CorrectionRecord) Log {
	l := Log{base: base, Records: slices.Clone(records), undoneBy: map[string]string{}}
	slices.SortStableFunc(l.Records, func(a, b api.CorrectionRecord) int {
		return cmp.Or(cmp.Compare(a.Recorded, b.Recorded), cmp.Compare(a.ID, b.ID))
	})
	for _, r := range l.Records {
		if r.Action == api.ActionUndo {
			l.undoneBy[r.Undoes] = r.ID
		}
	}
	return l
}

// ReadLog returns the log that the quads with the predicate vocab.Record state. The error names a record that is damaged.
func ReadLog(base vocab.Base, stated []quad.Quad) (Log, error) {
	records := make([]api.CorrectionRecord, 0, len(stated))
	for _, q := range stated {
		text, _ := q.Object.(quad.String)
		var r api.CorrectionRecord
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			return Log{}, fmt.Errorf("record of %v in the log of corrections: %w: restore it from an export", q.Subject, err)
		}
		records = append(records, r)
	}
	return NewLog(base, records), nil
}

// Version returns the number of records. It grows with each correction and each undo.
func (l Log) Version() int { return len(l.Records) }

// With returns the log with more records.
func (l Log) With(records ...api.CorrectionRecord) Log {
	return NewLog(l.base, slices.Concat(l.Records, records))
}

// Find returns the record with an id.
func (l Log) Find(id string) (r api.CorrectionRecord, ok bool) {
	i := slices.IndexFunc(l.Records, func(r api.CorrectionRecord) bool { return r.ID == id })
	if i < 0 {
		return r, false
	}
	return l.Records[i], true
}

// UndoneBy returns the id of the undo of a correction; "" if it is not undone.
func (l Log) UndoneBy(id string) string { return l.undoneBy[id] }

// Active returns the corrections that are not undone, in the order in which they were made, without the undos.
func (l Log) Active() []api.CorrectionRecord {
	var active []api.CorrectionRecord
	for _, r := range l.Records {
		if r.Action != api.ActionUndo && l.undoneBy[r.ID] == "" {
			active = append(active, r)
		}
	}
	return active
}

// NewRecord returns the record of a correction that is made now. Its id depends on its content and its time.
func NewRecord(base vocab.Base, r api.CorrectionRecord, now time.Time) (api.CorrectionRecord, error) {
	r.ID, r.Status, r.UndoneBy = "", "", ""
	r.Recorded = now.UTC().Format(timeLayout)
	text, err := json.Marshal(r)
	if err != nil {
		return r, err
	}
	sum := sha256.Sum256(text)
	r.ID = base.Shorten(base.CorrectionIRI(hex.EncodeToString(sum[:16])))
	return r, nil
}

// timeLayout is RFC 3339 with all digits of the fraction, so that times sort as texts.
const timeLayout = "2006-01-02T15:04:05.000000000Z"

// LogQuads returns the quads that record a correction in the curation graph.
func LogQuads(base vocab.Base, r api.CorrectionRecord) ([]quad.Quad, error) {
	r.Status, r.UndoneBy = "", ""
	text, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	id, ok := base.Expand(r.ID)
	if !ok {
		return nil, fmt.Errorf("correction %q: its id must begin with correction:", r.ID)
	}
	var quads []quad.Quad
	add := func(subject, predicate quad.IRI, object quad.Value) {
		if object != quad.String("") {
			quads = append(quads, quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: vocab.CurationGraph})
		}
	}
	add(id, vocab.Type, vocab.Correction)
	add(id, vocab.Type, vocab.Activity)
	add(id, vocab.Action, quad.String(r.Action))
	add(id, vocab.Comment, quad.String(r.Why))
	add(id, vocab.Creator, quad.String(r.By))
	add(id, vocab.Recorded, quad.TypedString{Value: quad.String(r.Recorded), Type: vocab.XSD + "dateTime"})
	add(id, vocab.Record, quad.String(text))
	for _, target := range Targets(base, r) {
		add(id, vocab.Target, target)
	}
	if undone, ok := base.Expand(r.Undoes); ok {
		add(undone, vocab.WasInvalidatedBy, id)
	}
	return quads, nil
}

// Targets returns the IRIs of the entities and attributions that a correction names, sorted.
func Targets(base vocab.Base, r api.CorrectionRecord) []quad.IRI {
	ids := slices.Concat([]string{r.Keep, r.Entity, r.A, r.B, r.Attribution}, r.Others, r.Attributions)
	if r.Result != nil {
		ids = append(ids, r.Result.ID)
	}
	var targets []quad.IRI
	for _, id := range ids {
		if iri, ok := base.Expand(id); ok {
			targets = append(targets, iri)
		}
	}
	slices.Sort(targets)
	return slices.Compact(targets)
}
