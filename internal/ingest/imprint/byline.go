package imprint

import (
	"slices"
	"unicode/utf8"

	"graphd/internal/ingest/text"
)

// A Byline is what a by-line says: "By Jane Doe and John Roe, Staff Writers", "By JANE DOE Associated Press".
type Byline struct {
	Authors []string    // with small letters if the line has them in capitals
	Spans   []text.Span // where the authors are in the line, in code points
	Outlet  string      // the newspaper or agency; "" if the line names none
}

// LongestByline is the length of the longest by-line in code points. Chosen by hand.
const LongestByline = 140

// ReadByline returns what a line says that begins with "By", and false if it is no by-line.
func ReadByline(line string) (Byline, bool) {
	if utf8.RuneCountInString(line) > LongestByline {
		return Byline{}, false
	}
	r := bylineReader{words: splitLine(line)}
	n := beginByline(r.words)
	if n == 0 {
		return Byline{}, false
	}
	r.at = n
	return r.Byline, r.read()
}

// beginByline returns the number of words that introduce a by-line: 1 for "By", 2 for "Reporting by" and "Author:"; 0 if there are none.
func beginByline(words []lineWord) int {
	n := 0
	switch first := lower(words, 0); {
	case first == "by":
		n = 1
	case lower(words, 1) == "by" && slices.Contains([]string{"written", "reported", "reporting", "story", "words", "compiled", "posted", "published"}, first):
		n = 2
	case lower(words, 1) == ":" && slices.Contains([]string{"author", "authors", "reporter", "writer"}, first):
		n = 1
	}
	if n > 0 && lower(words, n) == ":" {
		n++
	}
	return n
}

// A bylineReader reads the words of a by-line from left to right.
type bylineReader struct {
	Byline
	words []lineWord
	at    int
}

// read reads the names and what is said of them, and reports whether the whole line is a by-line.
func (r *bylineReader) read() bool {
	if !r.readNames() {
		return false
	}
	for r.at < len(r.words) {
		if !r.readMore() {
			return false
		}
	}
	return len(r.Authors) > 0 || r.Outlet != "" || r.isStaff()
}

// readMore reads what may follow a name: another name, a job, a place, an outlet or an address.
func (r *bylineReader) readMore() bool {
	next := lower(r.words, r.at)
	r.at++
	switch next {
	case "and", "&", "with":
		return r.readNames()
	case ",":
		if slices.Contains([]string{"and", "&", "special", "for", "in", "from"}, lower(r.words, r.at)) {
			return true
		}
		return r.readAddress() || r.readJob() || r.readNames() || r.readPlace() || r.readDescription()
	case "in", "from":
		return r.readPlace()
	case "special":
		r.at++ // "to" or "for"
		return r.readOutlet(true)
	case "for":
		return r.readOutlet(true)
	case "of", "at", "/":
		return r.readOutlet(false)
	case "(":
		return r.readBrackets()
	}
	r.at--
	return r.readAddress() || r.readJob()
}

// readBrackets reads the name of an outlet in brackets, of which the first has been read.
func (r *bylineReader) readBrackets() bool {
	end := slices.IndexFunc(r.words[r.at:], func(w lineWord) bool { return w.form == ")" })
	if end < 0 || !isOutlet(r.words[r.at:r.at+end]) {
		return false
	}
	r.setOutlet(r.words[r.at : r.at+end])
	r.at += end + 1
	return true
}

// readDescription reads the rest of a line that describes the author: "a professor of law at Aldren University".
func (r *bylineReader) readDescription() bool {
	if !slices.Contains([]string{"a", "an", "the", "who"}, lower(r.words, r.at)) || len(r.Authors) == 0 || endsSentence(join(r.words)) {
		return false
	}
	r.at = len(r.words)
	return true
}
