package date

import (
	"strings"
	"testing"
)

// TestResolve resolves expressions in a document that was issued on a Wednesday, in the past and in the future.
func TestResolve(t *testing.T) {
	for _, c := range []struct{ words, past, future string }{
		{"Wednesday", "2016-05-11", "2016-05-11"},
		{"Monday", "2016-05-09", "2016-05-16"},
		{"Thursday night", "2016-05-05", "2016-05-12"},
		{"last Wednesday", "2016-05-04", ""},
		{"next Wednesday", "", "2016-05-18"},
		{"today", "2016-05-11", "2016-05-11"},
		{"yesterday morning", "2016-05-10", ""},
		{"last night", "2016-05-10", ""},
		{"tomorrow", "", "2016-05-12"},
		{"earlier this week", "2016-W19", ""},
		{"last week", "2016-W18", ""},
		{"the weekend", "2016-W18", ""},
		{"next month", "", "2016-06"},
		{"last year", "2015", ""},
		{"two weeks ago", "2016-W17", ""},
		{"three days ago", "2016-05-08", ""},
		{"a year ago", "2015", ""},
		{"1963", "1963", "1963"},
		{"May 2015", "2015-05", "2015-05"},
		{"May 3 , 2015", "2015-05-03", "2015-05-03"},
		{"3rd of May 2015", "2015-05-03", "2015-05-03"},
		{"May 3", "2016-05-03", "2016-05-03"},
		{"May 20", "2016-05-20", "2016-05-20"},
		{"Dec. 3", "2015-12-03", "2016-12-03"},
		{"12 December", "2015-12-12", "2016-12-12"},
		{"December", "2015-12", "2016-12"},
		{"last May", "2015-05", ""},
		{"February 30", "", ""},
	} {
		words := strings.Fields(c.words)
		e, n := Match(append(words, "in", "Oslo"))
		if n != len(words) {
			t.Errorf("%q: %d words matched", c.words, n)
		}
		issued, err := Parse("2016-05-11")
		if err != nil {
			t.Fatal(err)
		}
		past, future := e.Resolve(issued, false).String(), e.Resolve(issued, true).String()
		if c.past != "" && past != c.past || c.future != "" && future != c.future {
			t.Errorf("%q: %s and %s, want %s and %s", c.words, past, future, c.past, c.future)
		}
	}
}

func TestNoExpression(t *testing.T) {
	for _, words := range []string{"", "may resign", "march on", "Sun readers", "two men", "2.5", "12345", "the week", "last", "this man", "days ago", "a lot ago"} {
		if e, n := Match(strings.Fields(words)); n != 0 || !e.IsZero() {
			t.Errorf("%q: %+v, %d words", words, e, n)
		}
	}
}

// TestResolveUnknown checks that expressions stay unknown if the date of issue is unknown or too imprecise.
func TestResolveUnknown(t *testing.T) {
	for _, c := range []struct{ words, issued, want string }{
		{"Monday", "", ""}, {"May", "", ""}, {"May 3", "2016", ""}, {"1963", "", "1963"}, {"last week", "2016-05", ""},
		{"yesterday", "2016-05", ""}, {"last month", "2016-05", "2016-04"}, {"last year", "2016", "2015"}, {"last month", "2016", ""},
		{"yesterday", "2016-05-11T01:30:00+02:00", "2016-05-10"},
	} {
		e, _ := Match(strings.Fields(c.words))
		issued, _ := Parse(c.issued)
		if got := e.Resolve(issued, false).String(); got != c.want {
			t.Errorf("%q in a document of %q: %q, want %q", c.words, c.issued, got, c.want)
		}
	}
}
