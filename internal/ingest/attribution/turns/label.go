package turns

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/ling/ud"
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

// isNamed reports whether a label names a person or role.
func (k labelKind) isNamed() bool { return capsName <= k && k <= role }

// A label is the beginning of a possible turn.
type label struct {
	kind    labelKind
	start   int        // first word, with a time before the name
	speaker ling.Range // the name or role
	mark    int        // the colon, stop or dash; the speaker's last word where there is none
	end     int        // word after the label
	key     string     // the name or role in lower case
}

// longestName is the number of words that a name with titles may have, and longestOffice that of the words in brackets or
// after a comma. Chosen by hand.
const (
	longestName   = 6
	longestOffice = 12
)

// labelAt returns the label that begins at word i, before the word to. Its kind is noLabel where there is none.
func labelAt(l *ling.Layout, i, to int) label {
	start := i
	i = SkipTime(l, i, to)
	if i+1 < to && l.Words[i].Form == "RT" && strings.HasPrefix(l.Words[i+1].Form, "@") {
		i++
	}
	if i >= to {
		return label{}
	}
	if next := skipNumber(l, i, to); next > i {
		if found := namedLabel(l, start, next, to); found.kind != noLabel {
			return found
		}
	}
	if found := letterLabel(l, start, i, to); found.kind != noLabel {
		return found
	}
	return namedLabel(l, start, i, to)
}

// namedLabel returns the label that begins at word start and has its name or role at word i, with a colon or, as in the records
// of Congress, a title and a stop: "Mr. DELANEY."
func namedLabel(l *ling.Layout, start, i, to int) label {
	nameEnd := nameEnd(l, i, to)
	if nameEnd == i {
		return label{}
	}
	found := label{start: start, speaker: ling.Between(i, nameEnd)}
	end, hasOffice := officeEnd(l, nameEnd, to)
	found.mark = end
	switch {
	case isDashed(l, start, nameEnd, to):
		found.kind, found.mark, end = nameKind(l, found.speaker, true), nameEnd, to-1
	case end < to && l.Words[end].Form == ":":
		if holder := holder(l, i, nameEnd, end); !holder.Empty() {
			found.speaker = holder
		}
		found.kind = nameKind(l, found.speaker, hasOffice)
	case end < to && l.Words[end].Form == "." && isUpper(l, ling.Between(nameEnd-1, nameEnd)):
		if found.kind = nameKind(l, found.speaker, hasOffice); found.kind != titled && found.kind != role {
			return label{}
		}
	default:
		return label{}
	}
	found.end = end + 1
	found.key = lower(l, found.speaker)
	return found
}

// isDashed reports whether a name and an office joined by a dash make up the paragraph that begins at word start and ends before word
// to: "Tom Beck -- Chief Executive".
func isDashed(l *ling.Layout, start, nameEnd, to int) bool {
	if nameEnd-start < 2 || nameEnd+1 >= to || to-nameEnd > longestOffice || l.ParagraphOf(start) != ling.Between(start, to) {
		return false
	}
	return isOneOf(l, nameEnd, "--", "—", "–") && !l.Words[to-1].IsPunctuation()
}

// holder returns the name in the brackets that end before word end after the office that begins at word i, if the name has a title:
// "Mr Carl Dunn" in "The Minister for Roads (Mr Carl Dunn)". It is empty for other brackets.
func holder(l *ling.Layout, i, nameEnd, end int) ling.Range {
	in := ling.Between(nameEnd+1, end-1)
	if l.Words[i].Lower != "the" || in.Len() < 2 || l.Words[nameEnd].Form != "(" || l.Words[end-1].Form != ")" || !honorifics[l.Words[in.From].Lower] {
		return ling.Range{}
	}
	for k := in.From; k < in.To; k++ {
		if !isNamePart(l, k, false) {
			return ling.Range{}
		}
	}
	return in
}

// nameEnd returns the word after the name, role or handle that begins at word i; i if none does.
func nameEnd(l *ling.Layout, i, to int) int {
	k, longest := i, longestName
	if l.Words[i].Lower == "the" { // an office
		longest = longestOffice
	}
	for k < to && k < i+longest && isNamePart(l, k, k == i) {
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
	if !first && roles[l.Words[i-1].Lower] && len(form) <= 2 && l.Words[i].XPOS == ud.CD { // "Speaker 2"
		return true
	}
	c, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(c) || !first && (roles[l.Words[i].Lower] || form == "-" || particles[form])
}

// particles are the words within names and offices that are not capitalised.
var particles = lists.Set("particle")

// officeEnd returns the word after the office that follows a name, in brackets or after a comma, and whether there is one.
func officeEnd(l *ling.Layout, i, to int) (end int, found bool) {
	if i >= to || !isOneOf(l, i, "(", "[", ",") {
		return i, false
	}
	bracket := l.Words[i].Form != ","
	for k := i + 1; k < to && k <= i+longestOffice; k++ {
		switch {
		case !bracket && l.Words[k].XPOS.IsVerb():
			return i, false
		case bracket && isOneOf(l, k, ")", "]"):
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
	last := strings.TrimRight(strings.TrimPrefix(key, "the "), " 0123456789")
	switch {
	case strings.HasPrefix(first, "@"):
		return handle
	case IsKey(l, speaker):
		return noLabel
	case roles[last], roles[strings.TrimPrefix(last, "madam ")], roles[strings.TrimPrefix(last, "mr ")], roles[strings.TrimPrefix(last, "mr. ")], first == "unidentified":
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

// IsKey reports whether r, the words before a colon, is no speaker but says what follows it: "Photo", "Live", "Step 2", "#ports".
func IsKey(l *ling.Layout, r ling.Range) bool {
	return !r.Empty() && (strings.HasPrefix(l.Words[r.From].Form, "#") || narrative[lower(l, r)] || narrative[l.Words[r.From].Lower])
}
