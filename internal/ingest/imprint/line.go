package imprint

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A publicationLine is what a line says about the publication: "Jane Doe | The Herald | Published 3 March 2021".
type publicationLine struct {
	Byline
	published lineDate
	updated   lineDate
	isDecided bool // the line is about the publication
	isNamed   bool // only names show that it is, and it begins with no "By": "Jane Doe, Health Editor"
	isLabeled bool // a word such as "Published" shows what the date is
}

// The parts of a line with a date: what happened then, and the time of day with its zone.
var (
	dateLabel = regexp.MustCompile(`(?i)^(?:(?:first |originally |last |article |story |news )?(?:published|posted|updated|issued|modified|created|filed|released|uploaded|added|revised)|date(?: of (?:issue|publication))?|publication date|last (?:updated?|modified))\b(?: online| at| on|:)*:? *`)
	dayTime   = regexp.MustCompile(`(?i)\b[0-9]{1,2}(?:[:.][0-9]{2}){1,2} ?(?:[ap]\.?m\b\.?)?|\b[0-9]{1,2} ?[ap]\.?m\b\.?|T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?`)
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
		l.Byline, l.isDecided = reporters, true
		return l, true
	}
	named, outlets := 0, 0
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
			l.addOutlet(join(words))
		case nameRun(words) == len(words) && isKnownPerson(words) && len(parts) > 1:
			named++
			l.Authors = append(l.Authors, properName(words))
		case named > 0 && isJob(words):
			l.isDecided, l.isNamed = true, true
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
	if at := regexpUpdated.FindStringIndex(part); at != nil {
		first, second = part[:at[0]], part[at[0]:]
	}
	if !l.readOneDate(first) {
		return false
	}
	return second == "" || l.readOneDate(second)
}

// regexpUpdated matches the label of a second date in a part.
var regexpUpdated = regexp.MustCompile(`(?i)[ ,(]+(?:last )?(?:updated|modified)\b`)

// readOneDate reads a label, a date and the time of day, in any order after the label. Nothing else may be in the part but a
// by-line after "by". A part with a label needs no year.
func (l *publicationLine) readOneDate(part string) bool {
	part = strings.Trim(part, " ,()")
	label := dateLabel.FindString(part)
	rest := part[len(label):]
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
	l.Authors = append(l.Authors, b.Authors...)
	l.Spans = append(l.Spans, b.Spans...)
	l.addOutlet(b.Outlet)
	l.isDecided = true
	return true
}

// addOutlet sets the outlet, unless the line named one before.
func (l *publicationLine) addOutlet(name string) {
	if l.Outlet == "" {
		l.Outlet = name
	}
}

// readTitled returns what a line says that is the name of a person, a comma and a job at a newspaper: "Jane Doe, Health Editor".
func readTitled(line string) (Byline, bool) {
	words := splitLine(line)
	n := nameRun(words)
	if !isKnownPerson(words[:n]) || lower(words, n) != "," || !isJob(words[n+1:]) || endsSentence(line) {
		return Byline{}, false
	}
	r := bylineReader{words: words}
	if !r.read() {
		return Byline{}, false
	}
	return r.Byline, true
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
