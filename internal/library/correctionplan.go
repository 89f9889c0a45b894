package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"graphd/api"
	"graphd/internal/curation"
	"graphd/internal/graph/view"
	"graphd/internal/graph/vocab"
)

// A correctionPlanner checks a correction against the graph and completes its record.
type correctionPlanner struct {
	ctx  context.Context
	base vocab.Base
	view *view.View
	log  curation.Log
}

// correctionFields names the fields of a correction that each action needs. All of them must be given, and no others besides
// why and by.
var correctionFields = map[string][]string{
	api.ActionMerge: {"keep", "others"}, api.ActionSplit: {"entity", "name", "attributions"}, api.ActionRename: {"entity", "name"},
	api.ActionKind: {"entity", "kind"}, api.ActionDifferent: {"a", "b"}, api.ActionReattribute: {"entity", "attribution"},
	api.ActionReject: {"attribution"}, api.ActionConfirm: {"attribution"},
}

// plan returns the record of a correction without its id and time.
func (p correctionPlanner) plan(c api.NewCorrection) (api.CorrectionRecord, error) {
	if err := checkFields(c); err != nil {
		return api.CorrectionRecord{}, err
	}
	c.Name = strings.Join(strings.Fields(c.Name), " ")
	r := api.CorrectionRecord{NewCorrection: c}
	complete := map[string]func(*api.CorrectionRecord) error{
		api.ActionMerge: p.merge, api.ActionSplit: p.split, api.ActionRename: p.rename, api.ActionKind: p.kind, api.ActionDifferent: p.different,
		api.ActionReattribute: p.reattribute, api.ActionReject: p.judge, api.ActionConfirm: p.judge,
	}[c.Action]
	return r, complete(&r)
}

// checkFields checks that a correction has the fields of its action and no others.
func checkFields(c api.NewCorrection) error {
	needed, ok := correctionFields[c.Action]
	if !ok {
		return fmt.Errorf("%w: action %q: use merge, split, rename, kind, different, reattribute, reject or confirm", ErrCorrection, c.Action)
	}
	value := reflect.ValueOf(c)
	for i := range value.NumField() {
		field, _, _ := strings.Cut(value.Type().Field(i).Tag.Get("json"), ",")
		given, need := !value.Field(i).IsZero() && (value.Field(i).Kind() != reflect.Slice || value.Field(i).Len() > 0), slices.Contains(needed, field)
		switch {
		case field == "action", field == "why", field == "by", given == need:
		case need:
			return fmt.Errorf("%w: %s needs %s", ErrCorrection, c.Action, field)
		default:
			return fmt.Errorf("%w: %s has no %s: it has %s", ErrCorrection, c.Action, field, strings.Join(needed, ", "))
		}
	}
	return nil
}

// entity replaces an id by the short form of it, and returns what the entity is at present, after merges.
func (p correctionPlanner) entity(id *string) (api.EntityRef, error) {
	*id = p.base.Shorten(view.Instance(p.base, "actor", *id))
	e, err := p.view.Named(p.ctx, p.log.MergedInto(*id))
	return e.EntityRef, err
}

func (p correctionPlanner) merge(r *api.CorrectionRecord) error {
	keep, err := p.entity(&r.Keep)
	if err != nil {
		return err
	}
	r.Result = &keep
	for i := range r.Others {
		other, err := p.entity(&r.Others[i])
		switch {
		case err != nil:
			return err
		case other.ID == keep.ID:
			return fmt.Errorf("%w: %s is %s already", ErrCorrection, r.Others[i], r.Keep)
		case (other.Kind == topicKind) != (keep.Kind == topicKind):
			return fmt.Errorf("%w: a topic cannot be merged with an entity", ErrCorrection)
		}
	}
	return nil
}

const topicKind = "topic"

func (p correctionPlanner) split(r *api.CorrectionRecord) error {
	from, err := p.entity(&r.Entity)
	if err != nil {
		return err
	}
	for i := range r.Attributions {
		a, err := p.anchor(r, &r.Attributions[i])
		switch {
		case err != nil:
			return err
		case a.Entity == nil || a.Entity.ID != from.ID:
			return fmt.Errorf("%w: %s is not by %s", ErrCorrection, a.ID, from.ID)
		}
	}
	slices.Sort(r.Attributions)
	sum := sha256.Sum256([]byte(fmt.Sprint(r.Entity, r.Name, r.Attributions)))
	kind, _, _ := strings.Cut(from.ID, ":")
	r.Result = &api.EntityRef{ID: kind + ":split-" + hex.EncodeToString(sum[:8]), Name: r.Name, Kind: from.Kind}
	if _, err := p.view.Named(p.ctx, r.Result.ID); !errors.Is(err, view.ErrNotFound) {
		return errors.Join(err, fmt.Errorf("%w: %s was split off in the same way already", ErrCorrection, r.Result.ID))
	}
	return nil
}

func (p correctionPlanner) rename(r *api.CorrectionRecord) error {
	e, err := p.entity(&r.Entity)
	if err == nil && e.Name == r.Name {
		err = fmt.Errorf("%w: %s has this name already", ErrCorrection, r.Entity)
	}
	return err
}

func (p correctionPlanner) kind(r *api.CorrectionRecord) error {
	e, err := p.entity(&r.Entity)
	switch {
	case err != nil:
		return err
	case !slices.Contains(vocab.EntityKinds(), r.Kind):
		return fmt.Errorf("%w: kind %q: use %s", ErrCorrection, r.Kind, strings.Join(vocab.EntityKinds(), ", "))
	case e.Kind == r.Kind:
		return fmt.Errorf("%w: %s is of this kind already", ErrCorrection, r.Entity)
	case e.Kind == topicKind:
		return fmt.Errorf("%w: %s is a topic, which has no other kind", ErrCorrection, r.Entity)
	}
	return nil
}

func (p correctionPlanner) different(r *api.CorrectionRecord) error {
	a, err := p.entity(&r.A)
	if err != nil {
		return err
	}
	b, err := p.entity(&r.B)
	if err == nil && a.ID == b.ID {
		err = fmt.Errorf("%w: %s and %s are one entity: undo their merge first", ErrContradiction, r.A, r.B)
	}
	return err
}

func (p correctionPlanner) reattribute(r *api.CorrectionRecord) error {
	to, err := p.entity(&r.Entity)
	if err != nil {
		return err
	}
	a, err := p.anchor(r, &r.Attribution)
	switch {
	case err != nil:
		return err
	case to.Kind == topicKind:
		return fmt.Errorf("%w: %s is a topic, which says nothing", ErrCorrection, r.Entity)
	case a.Entity != nil && a.Entity.ID == to.ID:
		return fmt.Errorf("%w: %s is by %s already", ErrCorrection, a.ID, to.ID)
	}
	r.Result = &to
	return nil
}

// judge completes a correction that rejects or confirms an attribution.
func (p correctionPlanner) judge(r *api.CorrectionRecord) error {
	_, err := p.anchor(r, &r.Attribution)
	return err
}

// anchor replaces the id of an attribution by the short form of it, and adds its anchor to the correction.
func (p correctionPlanner) anchor(r *api.CorrectionRecord, id *string) (api.Attribution, error) {
	a, err := p.view.Attribution(p.ctx, *id)
	if err != nil {
		return a, err
	}
	*id = a.ID
	anchor := api.AttributionAnchor{
		ID: a.ID, Document: a.Document.ID, At: a.Normalised, Source: a.Words.Source, Cue: a.Words.Cue, Content: a.Words.Content,
	}
	passages, err := p.view.PassageIDs(p.ctx, a.ID)
	if err != nil {
		return a, err
	}
	for i, id := range passages.Content {
		passage, err := p.view.Passage(p.ctx, id)
		if err != nil {
			return a, err
		}
		if i == 0 {
			anchor.Prefix = passage.Prefix
		}
		anchor.Suffix = passage.Suffix
	}
	r.Anchors = append(r.Anchors, anchor)
	return a, nil
}
