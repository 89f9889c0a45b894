package calibration

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
)

// Slots holds a probability for each slot of an attribution: that its cue is right; given that, its source; given both, its
// content.
type Slots struct{ Cue, Source, Content float64 }

// Overall returns the probability that everything is right.
func (s Slots) Overall() float64 { return s.Cue * s.Source * s.Content }

// Traits are properties of an attribution that the corrections weigh.
type Traits struct {
	Quoted     bool // the content is in quotation marks, or a part of it is
	Statement  bool // the content is a quotation or a finite clause
	Speech     bool // the source speaks, rather than thinks, intends or judges
	Infinitive bool // the content begins with the "to" of an infinitive
}

// A Correction holds the weights for each slot. The zero value changes nothing.
type Correction struct{ Cue, Source, Content Regression }

// A Regression holds the weights of a logistic regression: of a constant, of the log odds of the confidence, and of each trait in the
// order of [Traits]. The second is positive, so that among attributions with the same traits the order remains.
type Regression []float64

// Apply returns the corrected confidences.
func (c Correction) Apply(s Slots, t Traits) Slots {
	return Slots{Cue: c.Cue.apply(s.Cue, t), Source: c.Source.apply(s.Source, t), Content: c.Content.apply(s.Content, t)}
}

// apply returns a corrected confidence.
func (w Regression) apply(confidence float64, t Traits) float64 {
	if len(w) == 0 {
		return confidence
	}
	return w.probability(row(confidence, t))
}

// probability returns the probability for a row of values.
func (w Regression) probability(row []float64) float64 {
	sum := 0.0
	for i, x := range row {
		sum += w[i] * x
	}
	return 1 / (1 + math.Exp(-sum))
}

// columns is the number of weights of a slot.
const columns = 6

// surest bounds the confidences from above, so that their log odds are finite, and 1-surest from below. Chosen by hand.
const surest = 0.999

// row returns the values that the weights of a slot belong to.
func row(confidence float64, t Traits) []float64 {
	p := min(max(confidence, 1-surest), surest)
	out := []float64{1, math.Log(p / (1 - p))}
	for _, trait := range []bool{t.Quoted, t.Statement, t.Speech, t.Infinitive} {
		x := 0.0
		if trait {
			x = 1
		}
		out = append(out, x)
	}
	return out
}

//go:embed corrections.json
var file []byte

// Embedded returns the correction of the embedded models called name, [Correction]{} for names without one.
func Embedded(name string) (Correction, error) {
	all, err := Parse(file)
	return all[name], err
}

// Version identifies the embedded corrections.
func Version() string {
	sum := sha256.Sum256(file)
	return hex.EncodeToString(sum[:4])
}

// Parse reads corrections by the names of their models.
func Parse(b []byte) (map[string]Correction, error) {
	all := map[string]Correction{}
	if err := json.Unmarshal(b, &all); err != nil {
		return nil, fmt.Errorf("corrections of confidences: %w", err)
	}
	for name, c := range all {
		for _, w := range []Regression{c.Cue, c.Source, c.Content} {
			if len(w) != columns || w[1] <= 0 {
				return nil, fmt.Errorf("corrections of confidences: %s: want %d weights, the second positive: run make calibrate", name, columns)
			}
		}
	}
	return all, nil
}
