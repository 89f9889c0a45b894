package classes

import "strings"

// headlineRate is the least rate in the lexicon for a noun in a headline to count as a verb. Chosen by hand.
const headlineRate = 0.35

// thirdPerson returns the lemma of a regular verb in the third person of the present tense.
func thirdPerson(form string) string {
	switch {
	case strings.HasSuffix(form, "ies"):
		return strings.TrimSuffix(form, "ies") + "y"
	case strings.HasSuffix(form, "sses"), strings.HasSuffix(form, "ches"), strings.HasSuffix(form, "shes"):
		return strings.TrimSuffix(form, "es")
	}
	return strings.TrimSuffix(form, "s")
}
