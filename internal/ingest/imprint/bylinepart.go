package imprint

import (
	"slices"
	"strings"

	"graphd/internal/ingest/text"
)

// isStaff reports whether the line names nobody but a job: "By our correspondent", "By Herald Staff".
func (r *bylineReader) isStaff() bool {
	last := lower(r.words, len(r.words)-1)
	return jobs[last] || staffWords[last]
}

// readNames reads a name: of a person, of a newspaper or agency, or of both.
func (r *bylineReader) readNames() bool {
	rest := r.words[r.at:]
	n := nameRun(rest)
	if n == 0 {
		return r.readJob()
	}
	run := rest[:n]
	if !isGiven(run[0]) && isOutlet(run) {
		r.setOutlet(run)
		r.at += n
		return true
	}
	cut := splitName(run)
	if cut == 0 {
		return r.readJob()
	}
	r.Authors = append(r.Authors, properName(run[:cut]))
	r.Spans = append(r.Spans, text.Span{Start: run[0].start, End: run[cut-1].end})
	r.at += cut
	if after := run[cut:]; len(after) > 0 && !jobs[lower(after, len(after)-1)] {
		r.setOutlet(after)
		r.at += len(after)
	}
	return true
}

// setOutlet sets the outlet, unless the line named one before. "Staff" is none.
func (r *bylineReader) setOutlet(words []lineWord) {
	if r.Outlet == "" && !staffWords[lower(words, len(words)-1)] && !jobs[lower(words, len(words)-1)] {
		r.Outlet = join(words)
	}
}

// readJob reads what the author is: "Health Editor", "staff writers of the Herald".
func (r *bylineReader) readJob() bool {
	const longest = 8 // words; chosen by hand
	rest := r.words[r.at:]
	if end := slices.IndexFunc(rest, func(w lineWord) bool { return w.form == "," || w.form == "(" || w.form == "/" }); end >= 0 {
		rest = rest[:end]
	}
	if len(rest) == 0 || !jobs[lower(rest, len(rest)-1)] {
		if end := slices.IndexFunc(rest, func(w lineWord) bool { return slices.Contains([]string{"and", "&", "with"}, strings.ToLower(w.form)) }); end >= 0 {
			rest = rest[:end]
		}
	}
	isWord := func(w lineWord) bool { return jobs[strings.ToLower(w.form)] || staffWords[strings.ToLower(w.form)] }
	if len(rest) > longest || !slices.ContainsFunc(rest, isWord) {
		return false
	}
	for n := len(rest) - 1; n > 0; n-- {
		if isAgency(rest[:n]) {
			r.setOutlet(rest[:n]) // "Associated Press Writer"
			break
		}
	}
	r.at += len(rest)
	return true
}

// readAddress reads an address such as "jane@herald.example" or "@jane".
func (r *bylineReader) readAddress() bool {
	if r.at == len(r.words) || !asides.MatchString(r.words[r.at].form) {
		return false
	}
	r.at++
	return true
}

// readPlace reads the place from which the author reports.
func (r *bylineReader) readPlace() bool {
	n := nameRun(r.words[r.at:])
	r.at += n
	return n > 0 && n <= 3
}

// readOutlet reads a name. It is that of the newspaper or agency for which the author writes if it looks like one, or if the words
// before it say so.
func (r *bylineReader) readOutlet(isStated bool) bool {
	n := 0
	if strings.EqualFold(lower(r.words, r.at), "the") {
		n = 1
	}
	run := nameRun(r.words[min(r.at+n, len(r.words)):])
	if run == 0 {
		return false
	}
	if name := r.words[r.at : r.at+n+run]; isStated || isOutlet(name) {
		r.setOutlet(name)
	}
	r.at += n + run
	return true
}
