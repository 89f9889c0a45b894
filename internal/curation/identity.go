package curation

import (
	"slices"

	"graphd/api"
)

// MergedInto returns the id of the entity that an entity has become by active merges: its own id if it is none of those that
// were merged.
func (l Log) MergedInto(entity string) string { return l.identities().of(entity) }

// identities maps the ids of merged entities to those that they have become, which may have been merged themselves.
type identities map[string]string

func (l Log) identities() identities {
	is := identities{}
	for _, r := range l.Active() {
		if r.Action != api.ActionMerge {
			continue
		}
		keep := is.of(r.Keep)
		for _, other := range r.Others {
			if other = is.of(other); other != keep {
				is[other] = keep
			}
		}
	}
	return is
}

func (is identities) of(entity string) string {
	for is[entity] != "" {
		entity = is[entity]
	}
	return entity
}

// Contradiction returns the active correction that says that two entities are different, of two that active merges make one;
// ok is false if there is none.
func (l Log) Contradiction() (r api.CorrectionRecord, ok bool) {
	is := l.identities()
	for _, r := range l.Active() {
		if r.Action == api.ActionDifferent && is.of(r.A) == is.of(r.B) {
			return r, true
		}
	}
	return api.CorrectionRecord{}, false
}

// Dependents returns the active corrections that name the entity that a split made. They have to be undone first.
func (l Log) Dependents(split api.CorrectionRecord) []string {
	if split.Action != api.ActionSplit || split.Result == nil {
		return nil
	}
	var ids []string
	for _, r := range l.Active() {
		named := slices.Concat([]string{r.Keep, r.Entity, r.A, r.B}, r.Others)
		if r.ID != split.ID && slices.Contains(named, split.Result.ID) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}
