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

// fileParser parses the file of one saved query and collects its faults.
type fileParser struct {
	base   vocab.Base
	file   string
	faults []error

	saved    Definition
	open     *string  // the text that an indented line continues
	declared []string // parameter names, including those with invalid declarations
	used     []string // parameter names that the text uses
}

// fault records a fault at a line.
func (f *fileParser) fault(line int, format string, args ...any) {
	f.faults = append(f.faults, fmt.Errorf("%s:%d: %s", f.file, line, fmt.Sprintf(format, args...)))
}

var savedName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// read parses a file and checks everything that can be checked without running the query.
func (f *fileParser) read(text string) Definition {
	name := path.Base(f.file)
	kind := savedLanguages[path.Ext(name)]
	f.saved = Definition{
		Name: strings.TrimSuffix(name, path.Ext(name)), Language: kind.language, Text: text, Params: []Param{}, File: f.file,
	}
	if !savedName.MatchString(f.saved.Name) {
		f.fault(1, "the file name must consist of words of a-z and 0-9 joined by hyphens")
	}
	f.header(kind.comment)
	if f.saved.Title == "" || f.saved.Description == "" {
		f.fault(1, "the header must declare a title and a description")
	}
	f.checkUse(kind.comment)
	f.checkText()
	return f.saved
}

// header parses the comments at the beginning of the text.
func (f *fileParser) header(mark string) {
	line := 0
	for content := range strings.Lines(f.saved.Text) {
		comment, ok := strings.CutPrefix(strings.TrimRight(content, " \t\r\n"), mark)
		if !ok {
			return
		}
		line++
		f.comment(line, comment)
	}
}

// comment parses one line of the header, without its comment mark.
func (f *fileParser) comment(line int, comment string) {
	content := strings.TrimSpace(comment)
	switch {
	case content == "":
		f.open = nil
		return
	case strings.HasPrefix(comment, "   ") && f.open != nil:
		*f.open += " " + content
		return
	}
	f.open = nil
	keyword, rest, _ := strings.Cut(content, " ")
	switch keyword {
	case "title:":
		f.saved.Title, f.open = strings.TrimSpace(rest), &f.saved.Title
	case "description:":
		f.saved.Description, f.open = strings.TrimSpace(rest), &f.saved.Description
	case "param":
		f.param(line, strings.TrimSpace(rest))
	default:
		f.fault(line, "expected title:, description: or param, got %q", content)
	}
}

// param parses the declaration of a parameter.
func (f *fileParser) param(line int, declaration string) {
	p, err := parseParam(f.base, declaration)
	p.Line = line
	switch {
	case slices.Contains(f.declared, p.Name):
		f.fault(line, "parameter %s is declared twice", p.Name)
		return
	case err != nil:
		f.fault(line, "%v", err)
		name, _, _ := strings.Cut(declaration, " ")
		f.declared = append(f.declared, name)
		return
	}
	f.declared = append(f.declared, p.Name)
	f.saved.Params = append(f.saved.Params, p)
	f.open = &f.saved.Params[len(f.saved.Params)-1].Description
}

// paramUse matches a use of a parameter in each language. A match without a name uses all parameters at once.
var paramUse = map[string]*regexp.Regexp{
	query.Gizmo:    regexp.MustCompile(`\bparams\b(?:\s*\.\s*([A-Za-z_][A-Za-z0-9_]*)|\s*\[\s*["']([A-Za-z_][A-Za-z0-9_]*)["']\s*\])?`),
	query.CayleyQL: regexp.MustCompile(`\$([A-Za-z_][A-Za-z0-9_]*)()`),
}

// checkUse compares the declared parameters with those that the text uses.
func (f *fileParser) checkUse(mark string) {
	text, usesAll := blankComments(f.saved.Text, mark), false
	for _, at := range paramUse[f.saved.Language].FindAllStringSubmatchIndex(text, -1) {
		name := ""
		for group := 2; group < len(at); group += 2 {
			if at[group] >= 0 {
				name += text[at[group]:at[group+1]]
			}
		}
		usesAll = usesAll || name == ""
		if name == "" || slices.Contains(f.used, name) {
			continue
		}
		f.used = append(f.used, name)
		if !slices.Contains(f.declared, name) {
			line := 1 + strings.Count(text[:at[0]], "\n")
			f.fault(line, "parameter %s is used but not declared", name)
		}
	}
	for _, p := range f.saved.Params {
		if !slices.Contains(f.used, p.Name) && !usesAll {
			f.fault(p.Line, "parameter %s is declared but not used", p.Name)
		}
	}
}

// blankComments returns text with comment lines replaced by spaces, which keeps positions.
func blankComments(text, mark string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.HasPrefix(strings.TrimSpace(line), mark) {
			line = strings.Repeat(" ", len(strings.TrimRight(line, "\n"))) + line[len(strings.TrimRight(line, "\n")):]
		}
		b.WriteString(line)
	}
	return b.String()
}

// checkText parses the query with sample values of its parameters.
func (f *fileParser) checkText() {
	err := f.syntax()
	var fault *qlang.TextError
	switch {
	case errors.As(err, &fault):
		f.fault(max(fault.Line, 1), "%s", fault.Message)
	case err != nil && len(f.faults) == 0: // otherwise it may result from a fault that is reported already
		f.fault(1, "%v", err)
	}
}

// syntax returns the error of parsing the text.
func (f *fileParser) syntax() error {
	params := make(map[string]any, len(f.used))
	for _, name := range f.used {
		params[name] = "x"
	}
	for _, p := range f.saved.Params {
		params[p.Name] = p.sample(f.base)
	}
	return query.Check(f.base, query.Request{Language: f.saved.Language, Text: f.saved.Text, Params: params})
}
