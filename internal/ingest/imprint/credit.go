package imprint

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// isCredit reports whether a line is the credit of a picture: "Photo: Dan Reed", "Dan Reed/Associated Press",
// "(AP Photo/Dan Reed)".
func isCredit(line string) bool {
	const longest = 14 // words; chosen by hand
	line = strings.Trim(line, "()[] ")
	words := strings.Fields(line)
	if len(words) == 0 || len(words) > longest {
		return false
	}
	line = strings.TrimSuffix(line, ".")
	return isLabelledCredit(line) || isAgencyCredit(line) || isCourtesy(line)
}

// creditLabel splits a credit into its label and the rest: "AP Photo/", "Photograph by ", "Image credit: ".
var creditLabel = regexp.MustCompile(`(?i)^(?:(?:ap|afp|reuters|file|handout|stock|main|cover|lead|composite) )?(photographs?|photos?|pictures?|pictured|images?|illustrations?|graphics?|videos?|credits?|courtesy|photography|source)(?: (?:credits?|courtesy))?(?: of)?( ?[:/|©] ?| by:? | courtesy of | of )(.+)$`)

// isLabelledCredit reports whether a line is a label such as "Photo:" and names.
func isLabelledCredit(line string) bool {
	m := creditLabel.FindStringSubmatch(line)
	if m == nil || !credits[strings.ToLower(m[1])] && !credits[strings.TrimSuffix(strings.ToLower(m[1]), "s")] {
		return false
	}
	return areNames(m[3])
}

// areNames reports whether a string has nothing but capitalised words and those that link names.
func areNames(s string) bool {
	for word := range strings.FieldsFuncSeq(s, func(c rune) bool { return strings.ContainsRune(" ,/|&()", c) }) {
		first, _ := utf8.DecodeRuneInString(word)
		isLink := particles[strings.ToLower(word)] || creditLinks[strings.ToLower(word)] || strings.ToLower(word) == "and" || strings.ToLower(word) == "the" || strings.ToLower(word) == "for"
		if !isCapitalised(word) && !isLink && !strings.ContainsRune("@©0123456789", first) {
			return false
		}
	}
	return s != ""
}

// isAgencyCredit reports whether a line is a name and an agency joined by a slash: "Dan Reed/Associated Press",
// "REUTERS/Dan Reed".
func isAgencyCredit(line string) bool {
	left, right, found := strings.Cut(line, "/")
	if !found || !areNames(line) {
		return false
	}
	name, agency := splitLine(strings.TrimSpace(left)), splitLine(strings.TrimSpace(right))
	if isOutlet(name) && len(agency) > 0 {
		return true
	}
	return len(name) >= 2 && len(name) <= longestName && (isOutlet(agency) || isPerson(name) && len(agency) > 0)
}

// courtesy matches credits that end with an agency: "Dan Reed via Getty Images", "Getty Images", "Courtesy photo".
var courtesy = regexp.MustCompile(`(?i)^(?:courtesy photo|file (?:photo|image|picture)|handout(?: photo)?|stock (?:photo|image)|photo illustration|(.+ via )?(getty images|shutterstock|alamy|reuters|ap|afp|associated press|unsplash|flickr|wikimedia commons))$`)

// isCourtesy reports whether a line names only the agency of a picture, or a person and the agency.
func isCourtesy(line string) bool {
	m := courtesy.FindStringSubmatch(line)
	return m != nil && areNames(m[1]) || m != nil && m[1] == ""
}

// atEnd matches what may be the credit at the end of a caption: brackets, or a label and names.
var atEnd = regexp.MustCompile(`(?:[.!?]["”’]?) +((?:\([^()]+\)|\[[^\[\]]+\]|(?:Photograph|Photo|Picture|Image|Credit|Illustration)s?(?: credit)?(?::| by).+?)\.?) *$`)

// creditAtEnd returns the length in bytes of the credit that a line ends with: "The quay on Monday. (AP Photo/Dan Reed)".
func creditAtEnd(line string) int {
	at := atEnd.FindStringSubmatchIndex(line)
	if at == nil || !isCredit(line[at[2]:at[3]]) {
		return 0
	}
	return len(line) - at[2]
}
