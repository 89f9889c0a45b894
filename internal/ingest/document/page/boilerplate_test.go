package page

import "testing"

func TestPartsOfPages(t *testing.T) {
	for paragraph, want := range map[string]bool{
		"Read more: Mayor says market will move":                           true,
		"ADVERTISEMENT":                                                    true,
		"Share this article":                                               true,
		"We use cookies to improve your visit.":                            true,
		"Topics: oil, rivers":                                              true,
		"More: the mayor said that the market would move.":                 false,
		"Advertisement rules were broken, the minister said.":              false,
		"Related work was done by the county, the engineer said on Monday": false,
		"More":                              false,
		"“We use cookies,” said the baker.": false,
	} {
		if IsPart(paragraph) != want {
			t.Errorf("%q: %v, want %v", paragraph, !want, want)
		}
	}
}
