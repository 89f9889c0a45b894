package classes

import "strings"

// headlineRate is how often a word must be a cue to count as a verb in a headline.
const headlineRate = 0.35

// thirdPerson is the lemma of a regular verb in the present tense, third person.
func thirdPerson(form string) string {
	switch {
	case strings.HasSuffix(form, "ies"):
		return strings.TrimSuffix(form, "ies") + "y"
	case strings.HasSuffix(form, "sses"), strings.HasSuffix(form, "ches"), strings.HasSuffix(form, "shes"):
		return strings.TrimSuffix(form, "es")
	}
	return strings.TrimSuffix(form, "s")
}
