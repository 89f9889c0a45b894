package main

import "fmt"

// ratio counts right answers among all.
type ratio struct{ right, all int }

func (r *ratio) add(right bool) {
	r.all++
	if right {
		r.right++
	}
}

// String is the percentage, with two decimals; a dash where there was nothing to answer.
func (r ratio) String() string {
	if r.all == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", 100*float64(r.right)/float64(r.all))
}

// overlap counts what a system and the gold standard have in common.
type overlap struct{ both, system, gold int }

// f1 is the harmonic mean of precision and recall.
func (o overlap) f1() ratio { return ratio{2 * o.both, o.system + o.gold} }

// compare counts the members of two sets.
func compare[T comparable](system, gold map[T]bool) overlap {
	o := overlap{system: len(system), gold: len(gold)}
	for x := range system {
		if gold[x] {
			o.both++
		}
	}
	return o
}

func (o overlap) plus(p overlap) overlap {
	return overlap{o.both + p.both, o.system + p.system, o.gold + p.gold}
}
