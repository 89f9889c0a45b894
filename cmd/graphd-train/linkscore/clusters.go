package linkscore

import (
	"fmt"
	"slices"

	"graphd/internal/ingest/text"
)

// partition holds the entity of each mention, which is identified by the span of its head word.
type partition map[text.Span]string

// clusters returns the mentions of each entity that has at least two.
func (p partition) clusters() []partition {
	byEntity := map[string]partition{}
	for at, e := range p {
		if byEntity[e] == nil {
			byEntity[e] = partition{}
		}
		byEntity[e][at] = e
	}
	var names []string
	for e, c := range byEntity {
		if len(c) > 1 {
			names = append(names, e)
		}
	}
	slices.Sort(names)
	var out []partition
	for _, e := range names {
		out = append(out, byEntity[e])
	}
	return out
}

// shared returns the number of mentions that are in both p and q.
func (p partition) shared(q partition) int {
	n := 0
	for at := range p {
		if _, ok := q[at]; ok {
			n++
		}
	}
	return n
}

// ratio is a sum of scores and what it is divided by.
type ratio struct{ sum, all float64 }

func (r *ratio) add(o ratio) { r.sum, r.all = r.sum+o.sum, r.all+o.all }

func (r ratio) value() float64 {
	if r.all == 0 {
		return 0
	}
	return r.sum / r.all
}

// clusterScore is the recall and precision of a system's clusters by one measure.
type clusterScore struct{ recall, precision ratio }

// f1 returns the harmonic mean of recall and precision.
func (s clusterScore) f1() float64 {
	r, p := s.recall.value(), s.precision.value()
	if r+p == 0 {
		return 0
	}
	return 2 * r * p / (r + p)
}

// coreferenceScores are the scores of the CoNLL shared task (Pradhan et al. 2012): MUC (Vilain et al. 1995), B³ (Bagga and
// Baldwin 1998) and entity-based CEAF (Luo 2005). Clusters of one mention do not count.
type coreferenceScores struct{ muc, b3, ceaf clusterScore }

// add adds the scores of one document.
func (s *coreferenceScores) add(gold, system partition) {
	g, y := gold.clusters(), system.clusters()
	s.muc.recall.add(links(g, y))
	s.muc.precision.add(links(y, g))
	s.b3.recall.add(overlaps(g, y))
	s.b3.precision.add(overlaps(y, g))
	aligned := alignment(g, y)
	s.ceaf.recall.add(ratio{aligned, float64(len(g))})
	s.ceaf.precision.add(ratio{aligned, float64(len(y))})
}

// average returns the mean of the three F1 scores.
func (s *coreferenceScores) average() float64 { return (s.muc.f1() + s.b3.f1() + s.ceaf.f1()) / 3 }

// String returns a line for each measure, and the mean.
func (s *coreferenceScores) String() string {
	out := fmt.Sprintf("%-10s %8s %10s %8s\n", "measure", "recall", "precision", "F1")
	for _, m := range []struct {
		name string
		clusterScore
	}{{"MUC", s.muc}, {"B³", s.b3}, {"CEAF", s.ceaf}} {
		out += fmt.Sprintf("%-10s %8.2f %10.2f %8.2f\n", m.name, 100*m.recall.value(), 100*m.precision.value(), 100*m.f1())
	}
	return out + fmt.Sprintf("%-10s %8s %10s %8.2f\n", "mean", "", "", 100*s.average())
}

// links counts the links within the clusters of a, one less than mentions in each, and those of them that b keeps.
func links(a, b []partition) ratio {
	var out ratio
	for _, c := range a {
		parts, inNone := 0, len(c)
		for _, d := range b {
			if n := c.shared(d); n > 0 {
				parts, inNone = parts+1, inNone-n
			}
		}
		out.add(ratio{float64(len(c) - parts - inNone), float64(len(c) - 1)})
	}
	return out
}

// overlaps adds, for each mention in a, the share of its cluster that is with it in b as well.
func overlaps(a, b []partition) ratio {
	var out ratio
	for _, c := range a {
		for _, d := range b {
			n := float64(c.shared(d))
			out.sum += n * n / float64(len(c))
		}
		out.all += float64(len(c))
	}
	return out
}
