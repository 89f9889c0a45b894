package rdf

import (
	"math"
	"slices"
	"strings"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/attribution/classes"
	"graphd/internal/ingest/date"
	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// ContentText is the words of the content, for reading: without the marks of a quotation that is all of it, without a
// comma that only leads to the cue, and with " … " where the document has words between two spans.
func (r Findings) ContentText(a attribution.Attribution) string {
	parts := make([]string, len(a.Content.Spans))
	for i, s := range a.Content.Spans {
		parts[i] = r.unquoted(s)
	}
	return strings.Join(parts, " … ")
}

// bare is the words under s, without the quotation marks around all of them or a comma after them.
func (r Findings) unquoted(s text.Span) string {
	if q, ok := r.quoteAt(s.Start); ok && q.Contains(s) {
		s = text.Span{Start: max(s.Start, q.Inner.Start), End: min(s.End, q.Inner.End)}
	}
	if s.Start >= s.End {
		return ""
	}
	return strings.TrimRight(strings.TrimSpace(r.Document.Text.Slice(s)), ",")
}

// quotedFragments are the stretches of an indirect or mixed content that the document quotes.
func (r Findings) quotedFragments(a attribution.Attribution) []string {
	var fragments []string
	for _, s := range a.Content.Spans {
		for _, q := range r.Annotation.Quotes[r.firstQuote(s.Start):] {
			if q.Start >= s.End {
				break
			}
			if q.Depth == 0 && s.Contains(q.Span) && q.Span != s {
				fragments = append(fragments, r.unquoted(q.Span))
			}
		}
	}
	return fragments
}

// quoteAt is the outermost quotation that offset stands in.
func (r Findings) quoteAt(offset int) (ling.Quote, bool) {
	for i := r.firstQuote(offset + 1); i > 0; i-- {
		if q := r.Annotation.Quotes[i-1]; q.Depth == 0 {
			return q, offset < q.End
		}
	}
	return ling.Quote{}, false
}

// firstQuote is the index of the first quotation that begins at or after offset.
func (r Findings) firstQuote(offset int) int {
	i, _ := slices.BinarySearchFunc(r.Annotation.Quotes, offset, func(q ling.Quote, offset int) int { return q.Start - offset })
	return i
}

// Sentences is the range of whole sentences that an attribution's spans stand in.
func (r Findings) Sentences(a attribution.Attribution) text.Span {
	whole := text.Span{Start: math.MaxInt}
	for _, spans := range [][]text.Span{a.Source.Spans, a.Cue.Spans, a.Content.Spans} {
		for _, s := range spans {
			whole.Start, whole.End = min(whole.Start, s.Start), max(whole.End, s.End)
		}
	}
	sentences := r.Annotation.Sentences
	first, _ := slices.BinarySearchFunc(sentences, whole.Start, compareEnd)
	last, _ := slices.BinarySearchFunc(sentences, whole.End-1, compareEnd)
	if first < len(sentences) {
		whole.Start = min(whole.Start, sentences[first].Start)
	}
	if last < len(sentences) {
		whole.End = max(whole.End, sentences[last].End)
	}
	return whole
}

// endsBy orders sentences by whether they end at or before offset.
func compareEnd(s ling.Sentence, offset int) int {
	if s.End <= offset {
		return -1
	}
	return 1
}

// source is the entity that the attribution's source is; ok is false where that is not known.
func (r Findings) Source(a attribution.Attribution) (index int, ok bool) {
	index, _, ok = r.Resolution.At(a.Source.Phrase())
	return index, ok && len(a.Source.Spans) > 0
}

// said is when it was said, as the document and its date of issue tell; zero where they do not.
func (r Findings) SaidOn(a attribution.Attribution) date.Date {
	return a.When.Resolve(r.Document.Meta.Issued, a.Tense == classes.Future)
}

func (r Findings) OnBehalfOf(a attribution.Attribution) (index int, ok bool) {
	if a.Source.OnBehalf.IsZero() {
		return 0, false
	}
	index, _, ok = r.Resolution.At(a.Source.OnBehalf)
	return index, ok
}

// about is the entities that the content mentions, each once, in text order.
func (r Findings) About(a attribution.Attribution) []int {
	var found []int
	for _, s := range a.Content.Spans {
		from, _ := slices.BinarySearchFunc(r.Resolution.Mentions, s.Start, func(m entity.Mention, start int) int { return m.Span.Start - start })
		for _, m := range r.Resolution.Mentions[from:] {
			if m.Span.Start >= s.End {
				break
			}
			if s.Contains(m.Span) && !slices.Contains(found, m.Entity) {
				found = append(found, m.Entity)
			}
		}
	}
	return found
}
