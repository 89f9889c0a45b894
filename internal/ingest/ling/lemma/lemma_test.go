package lemma

import "testing"

func TestEditsKeepCodePointsWhole(t *testing.T) {
	for _, c := range []struct {
		word string
		edit suffixEdit
		want string
	}{
		{"rains", suffixEdit{cut: 1}, "rain"},
		{"lê", suffixEdit{cut: 1}, "lê"},
		{"lê", suffixEdit{cut: 2, add: "e"}, "le"},
		{"lê", suffixEdit{cut: 1, add: "\xa8"}, "lè"},
		{"a", suffixEdit{cut: 2}, "a"},
	} {
		if got := c.edit.apply(c.word); got != c.want {
			t.Errorf("%+v of %q: got %q, want %q", c.edit, c.word, got, c.want)
		}
	}
}
