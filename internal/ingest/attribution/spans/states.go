package spans

import "graphd/internal/ingest/attribution/crf"

// The labels of the cue model.
const (
	cueOut = iota
	cueBegin
	cueIn
	cueLabels
)

// The labels of the slot model.
const (
	slotOut = iota
	sourceBegin
	sourceIn
	contentBegin
	contentIn
	slotCue // given, not inferred
	slotLabels
)

func isSource(label int8) bool  { return label == sourceBegin || label == sourceIn }
func isContent(label int8) bool { return label == contentBegin || label == contentIn }

// cueStates are the labels themselves.
var cueStates = crf.States{
	Labels: cueLabels,
	Label:  []int8{cueOut, cueBegin, cueIn},
	Begins: []bool{true, true, false},
	Ends:   []bool{true, true, true},
	Next:   [][]bool{{true, true, false}, {true, true, true}, {true, true, true}},
}

// slotState is a label and what precedes it in the window: a source, content.
type slotState struct {
	label           int8
	source, content bool
}

// then returns what precedes the next word: a source, content.
func (s slotState) then() (source, content bool) {
	return s.source || isSource(s.label), s.content || isContent(s.label)
}

// slotStates returns states that record whether a source and content have occurred, so that every labelling has content.
func slotStates() crf.States {
	all := []slotState{}
	for _, source := range []bool{false, true} {
		for _, content := range []bool{false, true} {
			all = append(all, slotState{slotOut, source, content}, slotState{slotCue, source, content})
		}
		all = append(all, slotState{contentBegin, source, true}, slotState{contentIn, source, true},
			slotState{sourceBegin, true, source}, slotState{sourceIn, true, source})
	}
	out := crf.States{Labels: slotLabels}
	for _, a := range all {
		source, content := a.then()
		next := make([]bool, len(all))
		for i, b := range all {
			next[i] = b.follows(a.label, source, content)
		}
		out.Label = append(out.Label, a.label)
		out.Begins = append(out.Begins, a.follows(slotOut, false, false))
		out.Ends = append(out.Ends, content)
		out.Next = append(out.Next, next)
	}
	return out
}

// follows reports whether s may follow a label, given whether a source and content have occurred before.
func (s slotState) follows(label int8, source, content bool) bool {
	switch s.label {
	case sourceIn:
		return isSource(label) && s.content == content
	case contentIn:
		return isContent(label) && s.source == source
	case sourceBegin:
		return s.content == content
	case contentBegin:
		return s.source == source
	}
	return s.source == source && s.content == content
}
