package turns

import (
	_ "embed"
	"regexp"
	"strings"
	"unicode"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/wordlist"
)

//go:embed words.tsv
var wordFile string

// The lists of words.tsv.
var (
	lists      = wordlist.Parse(wordFile)
	honorifics = lists.Set("honorific") // before a name
	roles      = lists.Set("role")      // of a speaker, also after "the"
	narrative  = lists.Set("narrative") // labels of what the author says
	persons    = lists.Set("first or second person")
)

// labelKind classifies labels by what shows that they are speakers.
type labelKind uint8

const (
	noLabel  labelKind = iota
	capsName           // "DELANEY", "JOEL MARSH"
	name               // "Joel Marsh", "Marsh"
	titled             // "MR DELANEY", "Dr Lunn"
	inOffice           // "Anna Reeve (Minister for Transport)"
	role               // "THE CHAIR", "Interviewer"
	question           // "Q."
	answer             // "A."
	handle             // "@harbourboard"
)

// A label is the beginning of a possible turn.
type label struct {
	kind    labelKind
	start   int        // first word, with a time before the name
	speaker ling.Range // the name or role
	end     int        // word after the colon
	key     string     // the name or role in lower case
}

// longestName is the number of words that a name with titles may have, and longestOffice that of the words in brackets or
// after a comma. Chosen by hand.
const (
	longestName   = 6
	longestOffice = 12
)

// times are the times that turns and entries of live blogs begin with.
var times = regexp.MustCompile(`(?i)^[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:am|pm|z)?$`)

// labelAt returns the label that begins at word i, before the word to. Its kind is noLabel where there is none.
func labelAt(l *ling.Layout, i, to int) label {
	found := label{start: i}
	i = skipTime(l, i, to)
	if i >= to {
		return label{}
	}
	if found.kind = letter(l, i, to); found.kind != noLabel {
		found.speaker, found.end = ling.Between(i, i+1), i+1
		if found.end < to && isOneOf(l, found.end, ":", ".") {
			found.end++
		}
		return found
	}
	nameEnd := nameEnd(l, i, to)
	if nameEnd == i {
		return label{}
	}
	end, hasOffice := officeEnd(l, nameEnd, to)
	if end >= to || l.Words[end].Form != ":" {
		return label{}
	}
	found.speaker, found.end = ling.Between(i, nameEnd), end+1
	found.key = lower(l, found.speaker)
	found.kind = nameKind(l, found.speaker, hasOffice)
	return found
}

// skipTime returns the word after a time at word i, with the brackets and dashes around it.
func skipTime(l *ling.Layout, i, to int) int {
	k := i
	for k < to && isOneOf(l, k, "[", "(", "-LRB-", "-LSB-") {
		k++
	}
	if k >= to || !times.MatchString(l.Words[k].Form) {
		return i
	}
	for k++; k < to && (l.Words[k].IsPunctuation() && l.Words[k].Form != "@" || isOneOf(l, k, "am", "pm", "a.m.", "p.m.", "GMT", "BST", "ET")); {
		k++
	}
	return k
}

// letter returns the kind of the label "Q" or "A" at word i, with a stop or a colon.
func letter(l *ling.Layout, i, to int) labelKind {
	form := l.Words[i].Form
	if len(form) == 1 && (i+1 >= to || !isOneOf(l, i+1, ":", ".")) {
		return noLabel
	}
	switch form {
	case "Q", "Q.":
		return question
	case "A", "A.":
		return answer
	}
	return noLabel
}

// nameEnd returns the word after the name, role or handle that begins at word i; i if none does.
func nameEnd(l *ling.Layout, i, to int) int {
	k := i
	for k < to && k < i+longestName && isNamePart(l, k, k == i) {
		k++
	}
	return k
}

// isNamePart reports whether word i may be part of a label: a capitalised word, an initial or a handle, or a role in lower
// case after the first word.
func isNamePart(l *ling.Layout, i int, first bool) bool {
	form := l.Words[i].Form
	if first && strings.HasPrefix(form, "@") && len(form) > 1 {
		return true
	}
	c := []rune(form)[0]
	return unicode.IsUpper(c) || !first && (roles[l.Words[i].Lower] || form == "-" || nobiliary[form])
}

// nobiliary are the particles of names that are not capitalised.
var nobiliary = map[string]bool{"de": true, "van": true, "von": true, "der": true, "la": true, "al": true, "bin": true, "of": true}

// officeEnd returns the word after the office that follows a name, in brackets or after a comma, and whether there is one.
func officeEnd(l *ling.Layout, i, to int) (end int, found bool) {
	if i >= to || !isOneOf(l, i, "(", "[", "-LRB-", ",") {
		return i, false
	}
	bracket := l.Words[i].Form != ","
	for k := i + 1; k < to && k <= i+longestOffice; k++ {
		switch {
		case !bracket && l.Words[k].XPOS.IsVerb():
			return i, false
		case bracket && isOneOf(l, k, ")", "]", "-RRB-"):
			if after, more := officeEnd(l, k+1, to); more {
				return after, true
			}
			return k + 1, true
		case !bracket && l.Words[k].Form == ":":
			return k, true
		}
	}
	return i, false
}

// nameKind returns the kind of a label with a name or role.
func nameKind(l *ling.Layout, speaker ling.Range, hasOffice bool) labelKind {
	key := lower(l, speaker)
	first := l.Words[speaker.From].Lower
	last := strings.TrimPrefix(key, "the ")
	switch {
	case strings.HasPrefix(first, "@"):
		return handle
	case narrative[key], narrative[first]:
		return noLabel
	case roles[last], roles[strings.TrimPrefix(last, "madam ")], roles[strings.TrimPrefix(last, "mr ")]:
		return role
	case first == "the":
		return noLabel
	case honorifics[first] && speaker.Len() > 1:
		return titled
	case hasOffice && speaker.Len() > 1:
		return inOffice
	case isUpper(l, speaker):
		return capsName
	}
	return name
}

// isUpper reports whether all letters of r are capitals.
func isUpper(l *ling.Layout, r ling.Range) bool {
	return !strings.ContainsFunc(l.Text.Slice(l.SpanOf(r)), unicode.IsLower)
}

// lower returns the words of r in lower case, joined by spaces.
func lower(l *ling.Layout, r ling.Range) string {
	words := make([]string, 0, r.Len())
	for k := r.From; k < r.To; k++ {
		words = append(words, l.Words[k].Lower)
	}
	return strings.Join(words, " ")
}

// isOneOf reports whether word i has one of the forms.
func isOneOf(l *ling.Layout, i int, forms ...string) bool {
	for _, f := range forms {
		if l.Words[i].Form == f {
			return true
		}
	}
	return false
}
