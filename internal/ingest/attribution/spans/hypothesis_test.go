package spans

import (
	"slices"
	"testing"

	"graphd/internal/ingest/attribution/spans/feature"
	"graphd/internal/ingest/ling"
)

// oneCandidate returns a candidate with a window of six words, of which the third is the cue.
func oneCandidate() candidate {
	return candidate{
		cue: ling.Between(2, 3), head: 2, window: ling.Between(0, 6),
		labels: []int8{slotOut, slotOut, slotCue, slotOut, slotOut, slotOut},
	}
}

func TestFillTakesBestSourceOutsideContent(t *testing.T) {
	c := oneCandidate()
	c.contents = []hypothesis{{runs: []ling.Range{ling.Between(3, 6)}, score: 0.8}, {runs: []ling.Range{ling.Between(4, 6)}, score: 0.2}}
	c.sources = []hypothesis{{runs: []ling.Range{ling.Between(3, 4)}, score: 0.6}, {runs: []ling.Range{ling.Between(0, 2)}, score: 0.3}, {score: 0.1}}
	c.fill()
	if source, _ := c.source(); source != (ling.Between(0, 2)) {
		t.Errorf("source %v, want {0 2}", source)
	}
	if content := c.content(); !slices.Equal(content, []ling.Range{ling.Between(3, 6)}) {
		t.Errorf("content %v, want {3 6}", content)
	}
	if c.ofContent != 0.8 || c.ofSource != 0.3 {
		t.Errorf("scores %v and %v, want 0.8 and 0.3", c.ofContent, c.ofSource)
	}
}

func TestFillLeavesSourceEmptyIfNoneFits(t *testing.T) {
	c := oneCandidate()
	c.contents = []hypothesis{{runs: []ling.Range{ling.Between(0, 2), ling.Between(3, 6)}, score: 1}}
	c.sources = []hypothesis{{runs: []ling.Range{ling.Between(0, 1)}, score: 1}}
	c.fill()
	if source, ok := c.source(); ok {
		t.Errorf("source %v within the content", source)
	}
	if content := c.content(); len(content) != 2 {
		t.Errorf("content %v, want two stretches", content)
	}
}

func TestCollectSumsProbabilitiesOfEqualHypotheses(t *testing.T) {
	hs := collect(nil, []ling.Range{ling.Between(3, 6)}, 0.2)
	hs = collect(hs, []ling.Range{ling.Between(3, 5)}, 0.3)
	hs = collect(hs, []ling.Range{ling.Between(3, 6)}, 0.25)
	hs = likeliest(hs, 8)
	if len(hs) != 2 || hs[0].probability != 0.45 || hs[1].probability != 0.3 {
		t.Errorf("%+v, want two with 0.45 and 0.3", hs)
	}
}

func TestMissingSourceHasAllColumns(t *testing.T) {
	_, want := slotColumns(false)
	c := candidate{
		cue: ling.Between(0, 1), window: ling.Between(0, 1), inSource: make([]float32, 1), sources: []hypothesis{{}},
	}
	var v slotView
	var r row
	v.turn(&ranking{text: feature.Blank(), lex: feature.Rates{}, cueMarginal: make([]float32, 1)}, &c)
	v.describeSource(&r, 0)
	if len(r.values) != want {
		t.Errorf("%d columns without a source, %d with one", len(r.values), want)
	}
}
