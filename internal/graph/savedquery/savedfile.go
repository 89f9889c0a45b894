package savedquery

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"graphd/internal/graph/query"
	"graphd/internal/graph/query/qlang"
	"graphd/internal/graph/vocab"
)

// savedReader reads the file of one saved query and collects its faults.
type savedReader struct {
	base   vocab.Base
	file   string
	faults []error

	saved    Definition
	open     *string  // what an indented line goes on with
	declared []string // names of parameters, also of those whose declaration is faulty
	used     []string // names of parameters in the text
}

func (r *savedReader) fault(line int, format string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf("%s:%d: %s", r.file, line, fmt.Sprintf(format, args...)))
}

var savedName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// read checks everything that can be known without running the query.
func (r *savedReader) read(text string) Definition {
	name := path.Base(r.file)
	kind := savedLanguages[path.Ext(name)]
	r.saved = Definition{
		Name: strings.TrimSuffix(name, path.Ext(name)), Language: kind.language, Text: text, Params: []Param{}, File: r.file,
	}
	if !savedName.MatchString(r.saved.Name) {
		r.fault(1, "the name of the file must be words of a-z and 0-9 joined by hyphens")
	}
	r.header(kind.remark)
	if r.saved.Title == "" || r.saved.Description == "" {
		r.fault(1, "the header must declare a title and a description")
	}
	r.checkUse(kind.remark)
	r.checkText()
	return r.saved
}

// header reads the remarks at the beginning of the text.
func (r *savedReader) header(mark string) {
	line := 0
	for content := range strings.Lines(r.saved.Text) {
		remark, ok := strings.CutPrefix(strings.TrimRight(content, " \t\r\n"), mark)
		if !ok {
			return
		}
		line++
		r.remark(line, remark)
	}
}

func (r *savedReader) remark(line int, remark string) {
	content := strings.TrimSpace(remark)
	switch {
	case content == "":
		r.open = nil
		return
	case strings.HasPrefix(remark, "   ") && r.open != nil:
		*r.open += " " + content
		return
	}
	r.open = nil
	keyword, rest, _ := strings.Cut(content, " ")
	switch keyword {
	case "title:":
		r.saved.Title, r.open = strings.TrimSpace(rest), &r.saved.Title
	case "description:":
		r.saved.Description, r.open = strings.TrimSpace(rest), &r.saved.Description
	case "param":
		r.param(line, strings.TrimSpace(rest))
	default:
		r.fault(line, "expected title:, description: or param, got %q", content)
	}
}

func (r *savedReader) param(line int, declaration string) {
	p, err := parseParam(r.base, declaration)
	p.Line = line
	switch {
	case slices.Contains(r.declared, p.Name):
		r.fault(line, "parameter %s is declared twice", p.Name)
		return
	case err != nil:
		r.fault(line, "%v", err)
		name, _, _ := strings.Cut(declaration, " ")
		r.declared = append(r.declared, name)
		return
	}
	r.declared = append(r.declared, p.Name)
	r.saved.Params = append(r.saved.Params, p)
	r.open = &r.saved.Params[len(r.saved.Params)-1].Description
}

// How each language names a parameter in its text. Where the name is missing, the text takes the parameters as a whole.
var paramUse = map[string]*regexp.Regexp{
	query.Gizmo:    regexp.MustCompile(`\bparams\b(?:\s*\.\s*([A-Za-z_][A-Za-z0-9_]*)|\s*\[\s*["']([A-Za-z_][A-Za-z0-9_]*)["']\s*\])?`),
	query.CayleyQL: regexp.MustCompile(`\$([A-Za-z_][A-Za-z0-9_]*)()`),
}

// checkUse compares the parameters that are declared with those that the text names.
func (r *savedReader) checkUse(mark string) {
	text, asWhole := blanked(r.saved.Text, mark), false
	for _, at := range paramUse[r.saved.Language].FindAllStringSubmatchIndex(text, -1) {
		name := ""
		for group := 2; group < len(at); group += 2 {
			if at[group] >= 0 {
				name += text[at[group]:at[group+1]]
			}
		}
		asWhole = asWhole || name == ""
		if name == "" || slices.Contains(r.used, name) {
			continue
		}
		r.used = append(r.used, name)
		if !slices.Contains(r.declared, name) {
			line := 1 + strings.Count(text[:at[0]], "\n")
			r.fault(line, "parameter %s is used but not declared", name)
		}
	}
	for _, p := range r.saved.Params {
		if !slices.Contains(r.used, p.Name) && !asWhole {
			r.fault(p.Line, "parameter %s is declared but not used", p.Name)
		}
	}
}

// blanked is text with spaces in place of the lines that are remarks.
func blanked(text, mark string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.HasPrefix(strings.TrimSpace(line), mark) {
			line = strings.Repeat(" ", len(strings.TrimRight(line, "\n"))) + line[len(strings.TrimRight(line, "\n")):]
		}
		b.WriteString(line)
	}
	return b.String()
}

// checkText parses the query, with its parameters bound to values that stand for any.
func (r *savedReader) checkText() {
	err := r.syntax()
	var fault *qlang.TextError
	switch {
	case errors.As(err, &fault):
		r.fault(max(fault.Line, 1), "%s", fault.Message)
	case err != nil && len(r.faults) == 0: // it may follow from a fault that is known
		r.fault(1, "%v", err)
	}
}

func (r *savedReader) syntax() error {
	params := make(map[string]any, len(r.used))
	for _, name := range r.used {
		params[name] = "x"
	}
	for _, p := range r.saved.Params {
		params[p.Name] = p.standIn(r.base)
	}
	return query.Check(r.base, query.Request{Language: r.saved.Language, Text: r.saved.Text, Params: params})
}
