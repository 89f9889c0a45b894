package turns

import (
	"regexp"
	"strings"

	"graphd/internal/ingest/ling"
)

var (
	// times are the times that turns and entries of live blogs begin with.
	times = regexp.MustCompile(`(?i)^[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:am|pm|z)?$`)
	// questionNumbers are the numbers of questions in hearings: "Q14".
	questionNumbers = regexp.MustCompile(`^Q[0-9]{1,4}\.?$`)
	// letters are the labels of questions and answers, also numbered: "Q", "A.", "Q3".
	letters = regexp.MustCompile(`^[QA](?:[0-9]{1,3})?\.?$`)
)

// SkipTime returns the word after a time at word i, with the brackets and dashes around it; i where no time begins.
func SkipTime(l *ling.Layout, i, to int) int {
	k := i
	for k < to && isOneOf(l, k, "[", "(") {
		k++
	}
	if k >= to || !times.MatchString(l.Words[k].Form) {
		return i
	}
	for k++; k < to && (l.Words[k].IsPunctuation() && !strings.HasPrefix(l.Words[k].Form, "@") && !l.IsQuoted(k) || isOneOf(l, k, "am", "pm", "a.m.", "p.m.", "GMT", "BST", "ET")); {
		k++
	}
	return k
}

// skipNumber returns the word after the number of a question at word i; i where there is none.
func skipNumber(l *ling.Layout, i, to int) int {
	if !questionNumbers.MatchString(l.Words[i].Form) {
		return i
	}
	for i++; i < to && isOneOf(l, i, ".", ":"); {
		i++
	}
	return i
}

// letterLabel returns the label "Q" or "A", with a stop or a colon, at word i.
func letterLabel(l *ling.Layout, start, i, to int) label {
	form := l.Words[i].Form
	found := label{start: start, speaker: ling.Between(i, i+1), mark: i, end: i + 1, key: strings.TrimSuffix(form, ".")}
	hasMark := i+1 < to && isOneOf(l, i+1, ":", ".")
	if !letters.MatchString(form) || !hasMark && !strings.HasSuffix(form, ".") {
		return label{}
	}
	if hasMark {
		found.mark, found.end = i+1, i+2
	}
	found.kind = question
	if form[0] == 'A' {
		found.kind = answer
	}
	return found
}
