package imprint

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Dateline is the beginning of an article that names where, when and by which agency it was written: "ALDREN, March 3 (Reuters) - ".
type Dateline struct {
	Len    int    // in code points, with the dash or colon and the space after it
	Agency string // "" if it names none
	date   lineDate
}

// The parts of a dateline: the place, the date, the agency and the dash. Places of several words and names of states may
// follow the first place.
const (
	capsPlace   = `[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}`
	mixedPlace  = `[A-Z][\pL.'’-]+(?:[ /][A-Z][\pL.'’-]+){0,3}`
	placeRegion = `(?:, [A-Z][\pL.]+(?: [A-Z][\pL.]+)?)?`
	monthName   = `(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?`
	weekDay     = `(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,? )?`
	fullDate    = weekDay + `(?:` + monthName + ` [0-9]{1,2}(?:, [0-9]{4})?|[0-9]{1,2} ` + monthName + `(?:,? [0-9]{4})?)`
	dateOfLine  = `(?:` + fullDate + `|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)`
	agency      = ` ?\((?P<agency>[A-Z][\pL /.&-]{1,40})\)`
	lineDash    = `(?: -| ?--| ?[–—]) `
	closeDash   = ` ?(?:--|[-–—]) ?`
)

// datelines are the forms of datelines, most of them with their agency and date as groups.
var datelines = []*regexp.Regexp{
	regexp.MustCompile(`^(?:` + capsPlace + placeRegion + `(?:,? (?P<date>` + dateOfLine + `))?(?:` + agency + `)?)` + lineDash),
	regexp.MustCompile(`^(?:` + mixedPlace + placeRegion + `,? (?P<date>` + dateOfLine + `)(?:` + agency + `)?)` + lineDash),
	regexp.MustCompile(`^(?:` + mixedPlace + placeRegion + `(?:,? (?P<date>` + dateOfLine + `))?)?` + agency + closeDash),
	regexp.MustCompile(`^(?P<place>` + mixedPlace + `)(?:, (?P<date>` + dateOfLine + `))?: `),
	regexp.MustCompile(`^` + mixedPlace + placeRegion + `,? (?P<date>` + fullDate + `)` + agency + ` `), // agencies of India
	regexp.MustCompile(`^` + mixedPlace + placeRegion + `, (?P<date>` + fullDate + `)(?:` + agency + `)?: `),
	regexp.MustCompile(`^` + capsPlace + placeRegion + `, (?P<date>` + fullDate + `)\. /(?P<agency>[A-Z-]{2,20})/\.? `), // of Russia
	regexp.MustCompile(`^\((?P<known>[A-Z][\pL /.&-]{1,40})\) ?`),
}

// FindDateline returns the dateline that a paragraph begins with. A sentence must follow it.
func FindDateline(paragraph string) (Dateline, bool) {
	const longest = 90 // code points of a dateline; chosen by hand
	head := firstRunes(paragraph, longest)
	for i, form := range datelines {
		found := form.FindStringSubmatch(head)
		if found == nil {
			continue
		}
		next, _ := utf8.DecodeRuneInString(head[len(found[0]):])
		group := func(name string) string {
			if at := form.SubexpIndex(name); at >= 0 {
				return found[at]
			}
			return ""
		}
		place := strings.ToLower(group("place"))
		switch {
		case !unicode.IsUpper(next) && !strings.ContainsRune("“‘\"'", next):
		case place != "" && !nameLists().places[place]:
		case group("known") != "" && !agencies[strings.ToLower(group("known"))]:
		case i == 0 && !strings.ContainsFunc(paragraph, unicode.IsLower):
		default:
			d := Dateline{Len: utf8.RuneCountInString(found[0])}
			if name := group("agency") + group("known"); namesAgency(name) {
				d.Agency = name
			}
			d.date, _ = findDate(group("date"))
			return d, true
		}
	}
	return Dateline{}, false
}

// namesAgency reports whether the words in the brackets of a dateline name an agency or a newspaper, and not a place: those of the list,
// what looks like a newspaper, and acronyms.
func namesAgency(name string) bool {
	const longest = 5 // letters of an acronym; chosen by hand
	words := splitLine(name)
	return name != "" && (isOutlet(words) || len(words) == 1 && isAllCapitals(name) && len(name) <= longest)
}

// firstRunes returns the first n code points of s.
func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
