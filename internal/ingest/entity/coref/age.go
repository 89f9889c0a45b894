package coref

import (
	"slices"
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/entity/mention"
)

// ageEnding follows the number in a nominal or an adjective that states an age: "the 43-year-old".
const ageEnding = "-year-old"

// indexAge adds the person e to byAge if the mention c states an age: "Ana Ruiz, 43,", "Ana Ruiz (43)", "43-year-old Ana Ruiz".
func (l *linker) indexAge(c *mention.Candidate, e int) {
	if !c.IsNamed() || !l.entities[e].isHuman && l.entities[e].kind != entity.Person {
		return
	}
	age := l.ageAfter(c)
	for i := max(l.SentenceOf(c.Head).From, c.From-1); age == "" && i < c.Name.From; i++ {
		age, _ = strings.CutSuffix(l.Words[i].Lower, ageEnding)
		if age == l.Words[i].Lower {
			age = ""
		}
	}
	if age != "" && !slices.Contains(l.byAge[age], e) {
		l.byAge[age] = append(l.byAge[age], e)
	}
}

// ageAfter returns the number after a name between commas or in brackets, "" if there is none.
func (l *linker) ageAfter(c *mention.Candidate) string {
	if c.To+2 >= len(l.Words) {
		return ""
	}
	open, age, end := l.Words[c.To].Form, l.Words[c.To+1].Form, l.Words[c.To+2].Form
	isInCommas := open == "," && (end == "," || end == ".")
	if !isInCommas && (open != "(" || end != ")") || !mention.IsAge(age) {
		return ""
	}
	return age
}

// bearerOfAge returns the only person mentioned before with the age that nominal c states: "the 43-year-old".
func (l *linker) bearerOfAge(c *mention.Candidate) (int, bool) {
	age, ok := strings.CutSuffix(l.Words[c.Head].Lower, ageEnding)
	if !ok || c.Determiner != lexicon.Definite || len(l.modifiers(c)) > 0 || len(l.byAge[age]) != 1 {
		return none, false
	}
	return l.byAge[age][0], true
}
