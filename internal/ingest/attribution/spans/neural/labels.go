package neural

import "math"

// The tags of a word. There are three groups, each with the labels O, B and I.
const (
	CueOut = iota
	CueBegin
	CueIn
	SourceOut
	SourceBegin
	SourceIn
	ContentOut
	ContentBegin
	ContentIn
	tagCount
)

// nameCount is the number of labels of names: O, and B and I of each kind of name, as in package namer.
const nameCount = 9

// The roles of a word for a given cue.
const (
	RoleNone = iota
	RoleSourceBegin
	RoleSourceIn
	RoleContentBegin
	RoleContentIn
	roleCount
)

// Tags holds the log probabilities of the tags of one word. Those of each group are normalised.
type Tags [tagCount]float32

// labels holds the log probabilities of the labels of names of one word.
type labels [nameCount]float32

// Roles holds the log probabilities of the roles of one word for one cue.
type Roles [roleCount]float32

// normalise turns logits into log probabilities.
func normalise(x []float32) {
	top := x[0]
	for _, v := range x[1:] {
		top = max(top, v)
	}
	sum := 0.0
	for _, v := range x {
		sum += math.Exp(float64(v - top))
	}
	log := top + float32(math.Log(sum))
	for i := range x {
		x[i] -= log
	}
}
