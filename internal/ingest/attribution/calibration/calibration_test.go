package calibration

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestFit checks that the correction fitted on attributions whose confidences are too high for what is not quoted finds their
// probabilities again.
func TestFit(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	truth := func(p float64, quoted bool) float64 {
		odds := 1.5 * math.Log(p/(1-p))
		if !quoted {
			odds--
		}
		return 1 / (1 + math.Exp(-odds))
	}
	var all []Judged
	for range 20000 {
		p, quoted := 0.1+0.8*random.Float64(), random.IntN(2) == 0
		all = append(all, Judged{
			Slots: Slots{p, 0.9, 0.8}, Traits: Traits{Quoted: quoted},
			IsCue: random.Float64() < truth(p, quoted), IsSource: random.Float64() < 0.9, IsContent: random.Float64() < 0.5,
		})
	}
	c := Fit(all)
	for _, quoted := range []bool{false, true} {
		for _, p := range []float64{0.2, 0.5, 0.8} {
			got := c.Apply(Slots{p, 0.9, 0.8}, Traits{Quoted: quoted})
			want := Slots{truth(p, quoted), 0.9, 0.5}
			if math.Abs(got.Cue-want.Cue) > 0.03 || math.Abs(got.Source-want.Source) > 0.03 || math.Abs(got.Content-want.Content) > 0.03 {
				t.Errorf("%v, quoted %v: %.3f, want %.3f", p, quoted, got, want)
			}
		}
	}
}

// TestEmbedded checks that both kinds of models have a correction that keeps the order of confidences, within 0 and 1.
func TestEmbedded(t *testing.T) {
	for _, name := range []string{"fast", "full"} {
		c, err := Embedded(name)
		if err != nil || len(c.Cue) == 0 {
			t.Fatalf("%s: %v, %v", name, c, err)
		}
		before := Slots{}
		for p := 0.0; p <= 1; p += 0.05 {
			s := c.Apply(Slots{p, p, p}, Traits{Statement: true})
			if s.Cue < before.Cue || s.Source < before.Source || s.Content < before.Content || s.Overall() < 0 || s.Overall() > 1 {
				t.Errorf("%s: %v after %v", name, s, before)
			}
			before = s
		}
	}
}

// TestParse checks that weights that reverse the order are refused, and that no correction changes nothing.
func TestParse(t *testing.T) {
	const five = `[0,%,0,0,0,0]`
	file := `{"full":{"Cue":` + strings.ReplaceAll(five, "%", "1") + `,"Source":` + strings.ReplaceAll(five, "%", "-1") + `,"Content":` + strings.ReplaceAll(five, "%", "1") + `}}`
	if _, err := Parse([]byte(file)); err == nil || !strings.Contains(err.Error(), "make calibrate") {
		t.Errorf("error %v, want one that says what to do", err)
	}
	if s := (Slots{0.2, 0.5, 0.9}); (Correction{}).Apply(s, Traits{Quoted: true}) != s {
		t.Error("the zero value changes a confidence")
	}
}
