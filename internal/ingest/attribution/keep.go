package attribution

// Keep returns the attributions for which keep reports true, with the indexes of one another. What continues another one that
// is left out stands alone. What is at second hand is left out with the report that it is in, so that it does not look like
// a report of the document.
func Keep(all []Attribution, keep func(Attribution) bool) []Attribution {
	place := make([]int, len(all))
	for i, a := range all {
		if !keep(a) {
			place[i] = -1
		}
	}
	var kept []Attribution
	for i, a := range all {
		if place[i] < 0 || a.SecondHand >= 0 && place[a.SecondHand] < 0 {
			place[i] = -1
			continue
		}
		place[i] = len(kept)
		kept = append(kept, a)
	}
	for i := range kept {
		a := &kept[i]
		if a.Continues >= 0 {
			a.Continues = place[a.Continues]
		}
		if a.SecondHand >= 0 {
			a.SecondHand = place[a.SecondHand]
		}
	}
	return kept
}
