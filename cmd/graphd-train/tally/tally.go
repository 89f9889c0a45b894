package tally

import "fmt"

// Ratio is the number of right answers among all.
type Ratio struct{ Right, All int }

// Add counts an answer.
func (r *Ratio) Add(right bool) {
	r.All++
	if right {
		r.Right++
	}
}

// String returns the percentage with two decimals, a dash if there are no answers.
func (r Ratio) String() string {
	if r.All == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", 100*float64(r.Right)/float64(r.All))
}

// Overlap counts the answers of a system, those of the gold standard, and those of both.
type Overlap struct{ Both, System, Gold int }

// Precision returns the share of the system's answers that are right.
func (o Overlap) Precision() Ratio { return Ratio{o.Both, o.System} }

// Recall returns the share of the gold standard that the system found.
func (o Overlap) Recall() Ratio { return Ratio{o.Both, o.Gold} }

// F1 returns the harmonic mean of precision and recall.
func (o Overlap) F1() Ratio { return Ratio{2 * o.Both, o.System + o.Gold} }

// Compare returns the overlap of two sets.
func Compare[T comparable](system, gold map[T]bool) Overlap {
	o := Overlap{System: len(system), Gold: len(gold)}
	for x := range system {
		if gold[x] {
			o.Both++
		}
	}
	return o
}

// Plus returns the sum of o and p.
func (o Overlap) Plus(p Overlap) Overlap {
	return Overlap{o.Both + p.Both, o.System + p.System, o.Gold + p.Gold}
}
