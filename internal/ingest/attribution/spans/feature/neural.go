package feature

import (
	"math"

	"graphd/internal/ingest/attribution/spans/neural"
)

// The heads of the encoder give each word log probabilities. As features they are log odds in buckets, so that the fields
// learn how much to trust them, alone and with the features of the linguistic layer.

// bucketWidth and widestBucket are the width of a bucket in log odds and the index of the outermost one. Chosen by hand.
const (
	bucketWidth  = 0.7
	widestBucket = 9
)

// oddsBucket returns the bucket of the log odds of a log probability.
func oddsBucket(logProbability float32) uint64 {
	b := int(math.Round(LogOdds(logProbability) / bucketWidth))
	return uint64(min(max(b, -widestBucket), widestBucket) + widestBucket)
}

// LogOdds returns the log odds of a log probability. It is at most 10 from 0.
func LogOdds(logProbability float32) float64 {
	l := min(float64(logProbability), -1e-6)
	return min(max(l-math.Log(-math.Expm1(l)), -10), 10)
}

// outside takes the place of the buckets of words outside of a sentence or window.
const outside = 99

// tagBuckets holds the buckets of one word's tags.
type tagBuckets struct{ cueBegin, cueIn, source, content uint64 }

// bucketTags computes the buckets of the sentence's words.
func (f *CueFeatures) bucketTags() {
	f.buckets = f.buckets[:0]
	if f.text.Neural == nil {
		return
	}
	for i := f.sentence.From; i < f.sentence.To; i++ {
		t := &f.text.Neural.Words[i]
		f.buckets = append(f.buckets, tagBuckets{
			oddsBucket(t[neural.CueBegin]), oddsBucket(t[neural.CueIn]), oddsBucket(without(t[neural.SourceOut])), oddsBucket(without(t[neural.ContentOut])),
		})
	}
}

// tagsAt returns the buckets of word i, which may be outside of the sentence.
func (f *CueFeatures) tagsAt(i int) tagBuckets {
	if !f.sentence.Has(i) {
		return tagBuckets{outside, outside, outside, outside}
	}
	return f.buckets[i-f.sentence.From]
}

// without returns the log probability of the complement of an event.
func without(logProbability float32) float32 {
	l := min(float64(logProbability), -1e-6)
	return float32(math.Log(-math.Expm1(l)))
}

// tags adds features of the tags of word i and its neighbours.
func (f *CueFeatures) tags(i int, w *HashedWord) {
	if f.text.Neural == nil {
		return
	}
	before, here, next := f.tagsAt(i-1), f.tagsAt(i), f.tagsAt(i+1)
	f.group(14)
	f.one(here.cueBegin)
	f.one(here.cueIn)
	f.two(here.cueBegin, here.cueIn)
	f.one(before.cueBegin)
	f.one(before.cueIn)
	f.one(next.cueBegin)
	f.one(next.cueIn)
	f.two(before.cueBegin, here.cueIn)
	f.two(here.cueBegin, next.cueIn)
	f.two(before.cueIn, here.cueIn)
	f.two(here.cueIn, next.cueIn)
	f.two(here.cueBegin, w.Rate)
	f.two(here.cueBegin, w.Tag)
	f.two(here.cueIn, w.Tag)
	f.two(here.cueBegin, here.content)
	f.two(here.cueBegin, here.source)
	f.two(before.source, next.content)
	f.three(before.source, here.cueBegin, next.content)
}

// roleBuckets holds the buckets of one word's roles.
type roleBuckets struct{ sourceBegin, sourceIn, contentBegin, contentIn uint64 }

// bucketRoles computes the buckets of the window's words; there are none without an encoder.
func (f *SlotFeatures) bucketRoles(roles []neural.Roles) {
	f.buckets = f.buckets[:0]
	for i := range roles {
		r := &roles[i]
		f.buckets = append(f.buckets, roleBuckets{
			oddsBucket(r[neural.RoleSourceBegin]), oddsBucket(r[neural.RoleSourceIn]),
			oddsBucket(r[neural.RoleContentBegin]), oddsBucket(r[neural.RoleContentIn]),
		})
	}
}

// rolesAt returns the buckets of word i, which may be outside of the window.
func (f *SlotFeatures) rolesAt(i int) roleBuckets {
	if !f.window.Has(i) {
		return roleBuckets{outside, outside, outside, outside}
	}
	return f.buckets[i-f.window.From]
}

// neuralRoles adds features of the roles of word i and its neighbours.
func (f *SlotFeatures) neuralRoles(i int, x *place, w *HashedWord) {
	if f.text.Neural == nil {
		return
	}
	before, here, next := f.rolesAt(i-1), f.rolesAt(i), f.rolesAt(i+1)
	f.group(30)
	for _, r := range [...]roleBuckets{before, here, next} {
		f.one(r.sourceBegin)
		f.one(r.sourceIn)
		f.one(r.contentBegin)
		f.one(r.contentIn)
	}
	f.two(here.sourceBegin, here.sourceIn)
	f.two(here.contentBegin, here.contentIn)
	f.two(before.sourceIn, here.sourceIn)
	f.two(here.sourceIn, next.sourceIn)
	f.two(before.contentIn, here.contentIn)
	f.two(here.contentIn, next.contentIn)
	f.two(here.contentBegin, next.contentIn)
	f.two(here.sourceBegin, next.sourceIn)
	f.two(here.contentIn, x.where)
	f.two(here.sourceIn, x.where)
	f.two(here.sourceBegin, x.where)
	f.two(here.contentBegin, x.quote)
	f.two(here.contentIn, x.quote)
	f.two(here.contentIn, w.Tag)
	f.two(here.sourceIn, w.Tag)
	f.two(here.contentBegin, w.Tag)
	f.two(here.sourceBegin, w.Tag)
}
