package main

// Questions in the order of the table.
var questions = []struct{ name, text string }{
	{"q1", "all assertions by the most popular actor, with their text"},
	{"q2", "the same for a rare one"},
	{"q3", "who responded to actor X, and what they said"},
	{"q4", "actors who spoke about topic T and are members of body B"},
	{"q5", "assertions per speaker about T"},
	{"q6", "the graph around X: two hops, at most 2,000 edges"},
	{"q7", "one assertion with all its properties"},
	{"q8", "who speaks in the same documents as X about the same topic"},
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
