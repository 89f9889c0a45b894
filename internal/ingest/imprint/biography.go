package imprint

import (
	"regexp"
	"strings"
)

// The descriptions of authors at the end of a page: who they are, what they cover, and where to find them.
var (
	authorIs = regexp.MustCompile(`^(?:is|was) (?:(?:a|an|the|our|also|currently|now) )*(.*)$`)
	authorOf = regexp.MustCompile(`^(?:(?:covers|has covered|edits|blogs|tweets) \S|(?:writes|reports|has written|has reported) (?:about|for|on|from|a|extensively|frequently|regularly)\b|(?:joined|has been with|has worked for|works for) (?:the|The)\b|can be (?:reached|contacted|followed)\b|is on (?:Twitter|X|Facebook|Mastodon|Instagram)\b|contributed (?:to this (?:report|article|story)|reporting)\b|tweets\b)`)
	follow   = regexp.MustCompile(`(?i)^(?:you can )?(?:follow (?:him|her|them|[\pL.'’-]+(?: [\pL.'’-]+){0,3}) (?:on|at)\b|follow (?:him|her|them|me)?:? ?@|(?:contact|reach|email|e-mail) (?:him|her|them|the (?:author|writer|reporter)|[\pL.'’-]+ [\pL.'’-]+) (?:at|via|on)\b|email: \S+@|twitter: ?@|additional reporting by |on twitter: ?@)`)
	ofAuthor = regexp.MustCompile(` who (?:says|said)\b`)
	byAuthor = regexp.MustCompile(`^(?:The (?:writer|author|columnist)|About the (?:author|writer)|[A-Z][\pL.'’-]+ [A-Z][\pL.'’-]+'s (?:latest|new|most recent) book)\b`)
)

// isBiography reports whether a line at the end of a text describes its author: "Jane Doe is a staff writer at The Herald.
// Follow her on Twitter @janedoe". A line with quotation marks does not.
func isBiography(line string) bool {
	if strings.ContainsAny(line, "“\"") {
		return false
	}
	if follow.MatchString(line) {
		return true
	}
	subject := byAuthor.FindString(line)
	isAuthor := subject != ""
	if !isAuthor {
		words := splitLine(line)
		n := nameRun(words)
		if !isPerson(words[:n]) {
			return false
		}
		subject = join(words[:n])
	}
	rest := strings.TrimLeft(strings.TrimPrefix(line, subject), ", ")
	sentence, _, _ := strings.Cut(rest, ". ")
	if reported.MatchString(ofAuthor.ReplaceAllString(sentence, "")) || strings.Contains(sentence, " that ") {
		return false
	}
	if authorOf.MatchString(sentence) {
		return true
	}
	m := authorIs.FindStringSubmatch(sentence)
	return m != nil && (isAuthor || describesJob(m[1]))
}

// describesJob reports whether the first words of a description name a job at a newspaper: "staff writer at The Herald".
func describesJob(description string) bool {
	const reach = 6 // words; chosen by hand
	for i, word := range strings.Fields(strings.ToLower(description)) {
		if i == reach {
			break
		}
		if jobs[strings.Trim(word, ",.")] {
			return true
		}
	}
	return false
}
