package main

import "slices"

// question is what every system is asked.
type question struct{ name, text string }

// questions in the order of the table.
var questions = []question{
	{"q1", "all assertions by the most popular actor, with their text"},
	{"q2", "the same for a rare one"},
	{"q3", "who responded to actor X, and what they said"},
	{"q4", "actors who spoke about topic T and are members of body B"},
	{"q5", "assertions per speaker about T"},
	{"q6", "the graph around X: two hops, at most 2,000 edges"},
	{"q7", "one assertion with all its properties"},
	{"q8", "who speaks in the same documents as X about the same topic"},
}

// intersections are questions for the assertions that fulfil several conditions, of which the first is the rarest.
var intersections = []struct {
	question
	conditions []condition
}{
	{question{"i1", "claims that were said"}, []condition{said, claim}},
	{question{"i2", "claims that were said about the most popular topic"}, []condition{said, claim, topic(0)}},
	{question{"i3", "claims about a rare topic"}, []condition{topic(150), claim}},
	{question{"i4", "what the actor with most assertions said in one feed"}, []condition{{"source", iri("feed", 7)}, {"speaker", iri("actor", 0)}}},
	{question{"i5", "what is said and denied at once: nothing"}, []condition{said, {"cue", `"denied"`}}},
	{question{"i6", "what is an assertion about the most popular topic"}, []condition{topic(0), {"type", term("Assertion")}}},
}

// condition is what an assertion must have: a predicate with an object, both in N-Quads without the namespace of the predicate.
type condition struct{ predicate, object string }

var (
	claim = condition{"kind", term("claim")}
	said  = condition{"cue", `"said"`}
)

func topic(i int) condition { return condition{"about", iri("topic", i)} }

// conditionsOf are those of a question that is an intersection.
func conditionsOf(name string) []condition {
	for _, q := range intersections {
		if q.name == name {
			return q.conditions
		}
	}
	return nil
}

// asked is everything that is asked, in the order of the tables.
func asked() []question {
	all := slices.Clone(questions)
	for _, q := range intersections {
		all = append(all, q.question)
	}
	return all
}

// mostEdges bounds q6.
const mostEdges = 2000

// System answers the questions. Ask gives each row to keep as the N-Quads terms of its columns with tabs between them;
// where keep is nil the rows are fetched with all their values, and only counted.
type System interface {
	Name() string
	Ask(question string, keep func(row string)) (rows int, err error)
	Close() error
}
