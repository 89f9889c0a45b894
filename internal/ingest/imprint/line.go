package imprint

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A publicationLine is what a line says about the publication: "Jane Doe | The Herald | Published 3 March 2021".
type publicationLine struct {
	authors   []string
	outlet    string
	published lineDate
	updated   lineDate
	isDecided bool // the line is about the publication
	isNamed   bool // only names show that it is, and it begins with no "By": "Jane Doe, Health Editor"
	isLabeled bool // a word such as "Published" shows what the date is
}

// The parts of a line with a date: what happened then, and the time of day with its zone.
var (
	dateLabel = regexp.MustCompile(`(?i)^(?:(?:first |originally |last |article |story |news )?(?:published|posted|updated|issued|modified|created|filed|released|uploaded|added|revised)|date(?: of (?:issue|publication))?|publication date|last (?:updated?|modified))\b(?: online| at| on|:)*:? *`)
	dayTime   = regexp.MustCompile(`(?i)\b[0-9]{1,2}(?:[:.][0-9]{2}){1,2}(?:\.[0-9]+)? ?(?:[ap]\.?m\b\.?|Z|[+-][0-9]{2}:?[0-9]{2})?|\b[0-9]{1,2} ?[ap]\.?m\b\.?`)
	timeWord  = regexp.MustCompile(`(?i)\b(?:at|on|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|gmt|utc|bst|cet|cest|edt|est|et|cdt|cst|ct|mdt|mst|mt|pdt|pst|pt|ist|aest|aedt)\b\.?`)
	signs     = regexp.MustCompile(`[\s,;:|()@·•/+–—-]+`)
)

// splitters separate the parts of a line.
var splitters = regexp.MustCompile(` *[|•·] *| +[–—-] +|; +`)

// asides are parts of a line that say nothing about the publication: the time that reading takes, numbers of comments,
// addresses.
var asides = regexp.MustCompile(`(?i)^(?:[0-9]+ min(?:ute)?s?(?: read)?|[0-9]+ (?:comments?|shares?|views?)|@[a-z0-9_]+|[a-z0-9._-]+@[a-z0-9.-]+\.[a-z]+)$`)

// readLine returns what a line says about the publication, and false if it may be something else.
func readLine(line string) (l publicationLine, ok bool) {
	const longest = 200 // code points; chosen by hand
	line = strings.TrimSpace(line)
	if line == "" || utf8.RuneCountInString(line) > longest {
		return l, false
	}
	if reporters, ok := readCredits(line); ok {
		l.add(reporters)
		l.isDecided = true
		return l, true
	}
	named, outlets := 0, 0 // parts with names of persons, and with what they are or write for
	parts := splitters.Split(line, -1)
	for i, part := range parts {
		part = strings.Trim(part, " ,")
		if part == "" {
			continue
		}
		words := splitLine(part)
		switch {
		case asides.MatchString(part), sections[strings.ToLower(part)] && len(parts) > 1:
		case l.readDate(part):
		case l.readByline(part):
		case isOutlet(words), i > 0 && named > 0 && nameRun(words) == len(words) && strings.EqualFold(words[0].form, "the"):
			outlets++
			l.add(Byline{Outlet: join(words)})
		case len(parts) > 1 && namesRun(words) == len(words):
			named++
			names, _ := ReadByline("By " + part)
			l.add(names)
		case named > 0 && isJob(words):
			outlets++
		default:
			return l, false
		}
	}
	if !l.isDecided && named > 0 && outlets > 0 {
		l.isDecided, l.isNamed = true, true
	}
	return l, l.isDecided
}

// readDate reads a part with one or two dates: "Published 12:04 GMT, 3 March 2021", "March 3, 2021 Updated: March 4, 2021".
func (l *publicationLine) readDate(part string) bool {
	first, second := part, ""
	if at := secondLabel.FindStringIndex(part); at != nil {
		if _, ok := findDate(part[:at[0]]); ok {
			first, second = part[:at[0]], part[at[0]:]
		}
	}
	if !l.readOneDate(first) {
		return false
	}
	return second == "" || l.readOneDate(second)
}

// secondLabel matches the label of a second date in a part.
var secondLabel = regexp.MustCompile(`(?i)[ ,(]+(?:last )?(?:updated|modified)\b`)

// vagueDate matches dates that are not read, because they depend on the country or on the day of reading.
var vagueDate = regexp.MustCompile(`(?i)^(?:[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}|[0-9]+ ?(?:m|h|min|minute|hr|hour|day|week|month|year)s? ago|just now|today|yesterday)$`)

// readOneDate reads a label, a date and the time of day, in any order after the label. Nothing else may be in the part but a
// by-line after "by". A part with a label needs no year.
func (l *publicationLine) readOneDate(part string) bool {
	part = strings.Trim(part, " ,()")
	label := dateLabel.FindString(part)
	rest := part[len(label):]
	if label != "" && vagueDate.MatchString(rest) {
		l.isDecided, l.isLabeled = true, true
		return true
	}
	d, ok := findDate(rest)
	if !ok || label == "" && d.year == 0 {
		return false
	}
	for _, form := range []*regexp.Regexp{isoDate, dayFirst, monthFirst} {
		if at := form.FindStringIndex(rest); at != nil {
			rest = rest[:at[0]] + " " + rest[at[1]:]
			break
		}
	}
	rest = timeWord.ReplaceAllString(dayTime.ReplaceAllString(rest, " "), " ")
	rest = strings.Trim(signs.ReplaceAllString(rest, " "), " .")
	if rest != "" && !l.readByline(rest) {
		return false
	}
	if lower := strings.ToLower(label); strings.Contains(lower, "updated") || strings.Contains(lower, "modified") || strings.Contains(lower, "revised") {
		l.updated = d
	} else if l.published.day == 0 {
		l.published = d
	}
	l.isDecided, l.isLabeled = true, l.isLabeled || label != ""
	return true
}

// readByline reads a part that begins with "By", or that is a name and what its holder does: "Jane Doe, Health Editor".
func (l *publicationLine) readByline(part string) bool {
	b, ok := ReadByline(part)
	if !ok {
		b, ok = readTitled(part)
		l.isNamed = l.isNamed || ok
	}
	if !ok {
		return false
	}
	l.add(b)
	l.isDecided = true
	return true
}

// add adds authors, and the outlet unless the line named one before.
func (l *publicationLine) add(b Byline) {
	l.authors = append(l.authors, b.Authors...)
	if l.outlet == "" {
		l.outlet = b.Outlet
	}
}

// readTitled returns what a line says that is the names of persons, a comma and a job or a newspaper: "Jane Doe, Health Editor",
// "Jane Doe and John Roe, The Herald".
func readTitled(line string) (Byline, bool) {
	words := splitLine(line)
	n := namesRun(words)
	if n == 0 || lower(words, n) != "," || !isJob(words[n+1:]) && !isOutlet(words[n+1:]) || endsSentence(line) {
		return Byline{}, false
	}
	r := bylineReader{words: words}
	if !r.read() {
		return Byline{}, false
	}
	return r.Byline, true
}

// namesRun returns the number of words at the beginning that are names of persons joined by "and" or "&", all with known given names.
func namesRun(words []lineWord) int {
	at := 0
	for {
		n := nameRun(words[at:])
		if !isKnownPerson(words[at : at+n]) {
			return 0
		}
		at += n
		if next := lower(words, at); next != "and" && next != "&" {
			return at
		}
		at++
	}
}

// isJob reports whether words are what somebody does for a newspaper: "Health Editor", "Staff Writer".
func isJob(words []lineWord) bool {
	const longest = 5 // words; chosen by hand
	return len(words) > 0 && len(words) <= longest && isCapitalised(words[0].form) && jobs[lower(words, len(words)-1)]
}

// editing separates the reporters from the editors in the line at the end of an agency's article.
var editing = regexp.MustCompile(`(?i)^\(?((?:additional )?(?:reporting|writing) by [^;)]+?)(?:[;.] *(?:(?:additional )?(?:reporting|writing|editing|compiled)\b[^)]*))?\)?$`)

// readCredits returns the reporters that the last line of an agency's article names: "(Reporting by Jane Doe; Editing by John Roe)".
func readCredits(line string) (Byline, bool) {
	m := editing.FindStringSubmatch(line)
	if m == nil {
		return Byline{}, false
	}
	return ReadByline(strings.TrimRight(m[1], ". "))
}
