package classscore

import (
	"slices"
	"strings"
	"testing"

	"graphd/cmd/graphd-train/tally"
	"graphd/internal/ingest/attribution/classes"
)

// TestJudgements checks that the judgements consist of spans and values that the extractor can assign.
func TestJudgements(t *testing.T) {
	checked, err := readJudged(judgedTSV)
	if err != nil {
		t.Fatal(err)
	}
	if len(checked) != 200 {
		t.Errorf("%d attributions are judged, want 200", len(checked))
	}
	for n, c := range checked {
		for i, list := range closedLists {
			for _, value := range strings.Split(c.classes[i], "|") {
				if value != "?" && !slices.Contains(list, value) {
					t.Errorf("attribution %d: %s %q is not one of %v", n+1, classNames[i], value, list)
				}
			}
		}
	}
}

// closedLists are the values of the first classes in classNames.
var closedLists = [][]string{
	values(classes.Direct, classes.Indirect, classes.Mixed),
	values(classes.Assert, classes.Deny, classes.Confirm, classes.Recommend, classes.Demand, classes.Reject,
		classes.Accept, classes.Promise, classes.Warn, classes.Ask, classes.Accuse, classes.Praise,
		classes.Estimate, classes.Believe, classes.Decline),
	values(classes.Speech, classes.Belief, classes.Intention, classes.Judgement),
	values(classes.Positive, classes.Negative),
	values(classes.Certain, classes.Probable, classes.Possible),
	values(classes.NonFuture, classes.Future),
}

func values[T ~string](list ...T) []string {
	var out []string
	for _, v := range list {
		out = append(out, string(v))
	}
	return out
}

// TestMalformedJudgement checks that the error about a malformed judgement names its line.
func TestMalformedJudgement(t *testing.T) {
	rest := strings.Repeat("\t-", len(classNames))
	for _, line := range []string{"a\t1-2\t3-4", "a\t2-1\t3-4\t5-6" + rest, "a\tx\t3-4\t5-6" + rest} {
		if _, err := readJudged("# head\n" + line); err == nil || !strings.Contains(err.Error(), "judged.tsv:2: ") {
			t.Errorf("%q: error %v, want one for line 2", line, err)
		}
	}
}

// TestClassScores counts a rare value that is found, one that is missed and one that is wrong.
func TestClassScores(t *testing.T) {
	act := slices.Index(classNames[:], "act")
	var s classScores
	for _, x := range []struct {
		want, got string
		right     bool
	}{
		{"deny", "deny", true}, {"warn", "assert", false}, {"assert", "deny", false}, {"assert|deny", "deny", true}, {"?", "warn", true}, {"assert", "assert", true},
	} {
		if right := s.add(act, x.want, x.got); right != x.right {
			t.Errorf("want %s, got %s: right is %v", x.want, x.got, right)
		}
	}
	if got, want := s[act].rare, (tally.Overlap{Both: 1, System: 2, Gold: 2}); got != want {
		t.Errorf("rare values: %+v, want %+v", got, want)
	}
	if got, want := s[act].right, (tally.Ratio{Right: 3, All: 5}); got != want {
		t.Errorf("right: %v, want %v", got, want)
	}
}
