package main

import "slices"

// A question is asked of every system.
type question struct{ name, text string }

// questions holds the questions in the order of the table.
var questions = []question{
	{"q1", "all assertions by the most popular actor, with their text"},
	{"q2", "the same for an actor with few assertions"},
	{"q3", "who responded to actor X, and what they said"},
	{"q4", "actors who spoke about topic T and are members of body B"},
	{"q5", "assertions per speaker about T"},
	{"q6", "the graph around X: two hops, at most 2,000 edges"},
	{"q7", "one assertion with all its properties"},
	{"q8", "who speaks in the same documents as X about the same topic"},
}

// intersections holds questions for the assertions that meet several conditions. The first condition is the most
// selective one.
var intersections = []struct {
	question
	conditions []condition
}{
	{question{"i1", "claims that were said"}, []condition{said, claim}},
	{question{"i2", "claims that were said about the most popular topic"}, []condition{said, claim, topic(0)}},
	{question{"i3", "claims about a rare topic"}, []condition{topic(150), claim}},
	{question{"i4", "what the actor with most assertions said in one feed"}, []condition{{"source", iri("feed", 7)}, {"speaker", iri("actor", 0)}}},
	{question{"i5", "assertions that are both said and denied (none)"}, []condition{said, {"cue", `"denied"`}}},
	{question{"i6", "assertions about the most popular topic"}, []condition{topic(0), {"type", term("Assertion")}}},
}

// A condition is a predicate and an object that an assertion must have. The object is in N-Quads, and the predicate
// without its namespace.
type condition struct{ predicate, object string }

var (
	claim = condition{"kind", term("claim")}
	said  = condition{"cue", `"said"`}
)

func topic(i int) condition { return condition{"about", iri("topic", i)} }

// conditionsOf returns the conditions of an intersection; nil for another question.
func conditionsOf(name string) []condition {
	for _, q := range intersections {
		if q.name == name {
			return q.conditions
		}
	}
	return nil
}

// allQuestions returns all questions in the order of the tables.
func allQuestions() []question {
	all := slices.Clone(questions)
	for _, q := range intersections {
		all = append(all, q.question)
	}
	return all
}

// mostEdges is the maximum number of edges in q6.
const mostEdges = 2000

// A System answers the questions. Ask calls keep with each row: the N-Quads terms of its columns, separated by tabs. If
// keep is nil, the rows are fetched with all their values and only counted.
type System interface {
	Name() string
	Ask(question string, keep func(row string)) (rows int, err error)
	Close() error
}
