package stylescore

import (
	"context"
	"strings"

	"graphd/cmd/graphd-train/judged"
	"graphd/internal/ingest"
	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/attribution/calibration"
	"graphd/internal/ingest/document"
	"graphd/internal/ingest/eval"
)

// A foundReport is an attribution that the extractor found, compared with the gold attributions of its text.
type foundReport struct {
	eval.Likeness
	marked      eval.MarkedAttribution
	uncorrected calibration.Slots
	traits      calibration.Traits
	confidence  float64
}

// real reports whether the text reports something there.
func (f foundReport) real() bool { return f.Gold >= 0 }

// isWrongSpeaker reports whether a report has another source than the text states, rather than none.
func (f foundReport) isWrongSpeaker() bool {
	return f.real() && !f.Source && len(f.marked.Source) > 0
}

// judged returns f as the fit of the correction wants it.
func (f foundReport) judged() calibration.Judged {
	return calibration.Judged{Slots: f.uncorrected, Traits: f.traits, IsCue: f.real(), IsSource: f.Source, IsContent: f.Content}
}

// allRight reports whether source and content are right as well.
func (f foundReport) allRight() bool { return f.real() && f.Source && f.Content }

// A scoredText is a judged text with what the extractor found in it.
type scoredText struct {
	judged.JudgedText
	found []foundReport
}

// extract finds the attributions of each text, which it reads as a plain text.
func extract(models ingest.Models, texts []judged.JudgedText) ([]scoredText, error) {
	var out []scoredText
	for _, x := range texts {
		in := document.Input{Name: x.ID, Content: strings.NewReader(x.Text), MediaType: "text/plain"}
		for d, err := range document.Read(context.Background(), in, document.ReadLimits{}) {
			if err != nil {
				return nil, err
			}
			read, err := models.Extractor.Read(context.Background(), models.Annotator.Layout(d.Text))
			if err != nil {
				return nil, err
			}
			attributions, err := models.Extractor.Extract(context.Background(), read)
			if err != nil {
				return nil, err
			}
			out = append(out, scoredText{x, compare(x, attributions, d)})
		}
	}
	return out, nil
}

// compare returns what the extractor found in d, without what is debatable. A speech that continues another one belongs to it.
func compare(x judged.JudgedText, attributions []attribution.Attribution, d document.Document) []foundReport {
	marked := eval.Spans(d.Text, attributions)
	var own []attribution.Attribution
	for i, a := range attributions {
		if a.Continues < 0 || a.Continues >= i {
			own = append(own, a)
		}
	}
	var out []foundReport
	for i, l := range eval.Compare(x.GoldDocument, marked) {
		if l.Gold >= 0 && x.Debatable[l.Gold] {
			continue
		}
		c := own[i].Uncorrected
		out = append(out, foundReport{
			Likeness: l, marked: marked[i], confidence: own[i].Overall(), traits: own[i].Traits,
			uncorrected: calibration.Slots{Cue: c.OfCue, Source: c.OfSource, Content: c.OfContent},
		})
	}
	return out
}

// A styleScore counts the attributions of the texts of one style.
type styleScore struct {
	texts, gold, goldFound         int
	found, real                    int
	sourceRight, contentRight, all int // of the real ones
	wrongSpeaker                   int // real ones with another speaker than the text states
}

// add counts a text and what was found in it with at least the given confidence.
func (s *styleScore) add(x scoredText, atLeast float64) {
	s.texts++
	for _, debatable := range x.Debatable {
		if !debatable {
			s.gold++
		}
	}
	reported := map[int]bool{}
	for _, f := range x.found {
		if f.confidence < atLeast {
			continue
		}
		s.found++
		if !f.real() {
			continue
		}
		reported[f.Gold] = true
		s.real++
		s.sourceRight += count(f.Source)
		s.contentRight += count(f.Content)
		s.all += count(f.allRight())
		s.wrongSpeaker += count(f.isWrongSpeaker())
	}
	s.goldFound += len(reported)
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
