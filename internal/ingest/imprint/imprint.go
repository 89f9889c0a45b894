package imprint

import (
	"slices"
	"strings"
	"unicode/utf8"

	"graphd/internal/ingest/date"
)

// Version identifies the rules and lists: it changes whenever what the package finds may change.
const Version = "1"

// An Imprint is what a text says about its publication. Unknown fields are empty.
type Imprint struct {
	Title     string
	Authors   []string
	Publisher string // the newspaper, or the agency of the dateline
	Issued    date.Date
}

// The numbers of lines at the beginning and at the end of a text that may be about its publication. Chosen by hand.
const (
	headLines = 7
	tailLines = 4
)

// Of returns the imprint of a normalised text, whose paragraphs are its lines. A date without a year counts only if the text
// states the year of another date of its publication.
func Of(t string) Imprint {
	r := imprintReader{lines: filledLines(t)}
	for i := range r.lines {
		if i < headLines || i >= len(r.lines)-tailLines {
			r.read(i)
		}
	}
	return r.imprint()
}

// A filledLine is a line of a text that is not blank, without the spaces around it.
type filledLine struct {
	words string
	gap   bool // a blank line follows
}

// filledLines returns the lines of a text that are not blank.
func filledLines(t string) []filledLine {
	var lines []filledLine
	for line := range strings.SplitSeq(t, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, filledLine{words: line})
		} else if len(lines) > 0 {
			lines[len(lines)-1].gap = true
		}
	}
	return lines
}

// An imprintReader reads the lines of a text that may be about its publication.
type imprintReader struct {
	lines []filledLine
	Imprint
	titled    bool // the line of the title has been read, or there is none
	prose     bool // a line of the article has been read
	signed    bool // the line before names the author
	agency    string
	published []lineDate // with a label
	dated     []lineDate // without one
	updated   lineDate
	line      lineDate // of the dateline
}

// read reads line i.
func (r *imprintReader) read(i int) {
	line := r.lines[i]
	isAlone := isAgency(splitLine(line.words))
	if !isAlone && (IsBoilerplate(line.words) || isCredit(line.words) || !r.titled && isKicker(line.words)) {
		return
	}
	l, ok := readLine(line.words)
	if !ok && (i < headLines || !r.prose) {
		l, ok = r.readInContext(i)
	}
	r.signed = ok && len(l.authors) > 0
	if ok && !(l.isNamed && r.prose) {
		r.merge(l)
		return
	}
	if !r.titled {
		r.titled = true
		r.Title = r.headline(i)
		if r.Title != "" {
			return
		}
	}
	if d, ok := FindDateline(line.words); ok && r.line.day == 0 && r.agency == "" && !r.prose {
		r.agency, r.line = d.Agency, d.date
	}
	r.prose = r.prose || endsSentence(line.words) && utf8.RuneCountInString(line.words) > longestHeadline
}

// readInContext returns what line i says that is about the publication because the line before it or the one after it is: an agency, the job
// of the author above it, the author of a newspaper or on a day below it.
func (r *imprintReader) readInContext(i int) (l publicationLine, ok bool) {
	words := splitLine(r.lines[i].words)
	switch {
	case isAgency(words), r.signed && isOutlet(words):
		return publicationLine{outlet: join(words)}, true
	case r.signed && isJob(words):
		return l, true
	case i+1 == len(r.lines) || namesRun(words) < len(words):
		return l, false
	}
	below := splitLine(r.lines[i+1].words)
	_, isBelow := readLine(r.lines[i+1].words)
	names, _ := ReadByline("By " + r.lines[i].words)
	return publicationLine{authors: names.Authors, isNamed: true}, isBelow || isJob(below) || isOutlet(below)
}

// isKicker reports whether a line names only a section or a kind of article, as lines above titles do: "Politics", "PRESS RELEASE".
func isKicker(line string) bool {
	line = strings.ToLower(strings.Trim(line, ": "))
	return sections[line] || kickers[line]
}

// longestHeadline is the length of a headline in code points. Chosen by hand.
const longestHeadline = 120

// headline returns line i if it looks like a headline: a short line that does not end like a sentence, before a blank line or a
// line about the publication. Otherwise it returns "".
func (r *imprintReader) headline(i int) string {
	line := r.lines[i]
	isAlone := line.gap
	if i+1 < len(r.lines) && !isAlone {
		_, isAlone = readLine(r.lines[i+1].words)
	}
	isClosed := strings.HasSuffix(strings.TrimRight(line.words, "\"'”’»"), ".") || strings.HasSuffix(line.words, ":")
	if !isAlone || isClosed || i+1 == len(r.lines) || utf8.RuneCountInString(line.words) > longestHeadline {
		return ""
	}
	return line.words
}

// merge adds what a line says. The first outlet counts, and authors add up.
func (r *imprintReader) merge(l publicationLine) {
	for _, author := range l.authors {
		if !slices.Contains(r.Authors, author) {
			r.Authors = append(r.Authors, author)
		}
	}
	if r.Publisher == "" {
		r.Publisher = l.outlet
	}
	switch {
	case l.published.day == 0:
	case l.isLabeled:
		r.published = append(r.published, l.published)
	case !slices.Contains(r.dated, l.published):
		r.dated = append(r.dated, l.published)
	}
	if r.updated.day == 0 {
		r.updated = l.updated
	}
}

// imprint returns what the lines say together. Of several dates without a label none is that of the publication.
func (r *imprintReader) imprint() Imprint {
	if r.Publisher == "" {
		r.Publisher = r.agency
	}
	stated := r.published
	if len(r.dated) == 1 {
		stated = append(stated, r.dated[0])
	}
	year := r.updated.year
	for _, d := range stated {
		year = max(year, d.year)
	}
	for _, d := range append(stated, r.line, r.updated) {
		if r.Issued = d.in(year); !r.Issued.IsZero() {
			break
		}
	}
	return r.Imprint
}

// Authors returns the names of the authors in a by-line, and false if it is none.
func Authors(byline string) ([]string, bool) {
	l, ok := readLine(byline)
	return l.authors, ok && len(l.authors) > 0
}
