package graph

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"graphd/internal/graph/vocab"
)

// Saved is a query that is kept under a name, with its parameters declared.
type Saved struct {
	Name        string  `json:"name"`
	Title       string  `json:"title"`
	Description string  `json:"description"`
	Language    string  `json:"language"`
	Params      []Param `json:"params"`
	Text        string  `json:"text"`
}

// SavedQueries are the saved queries of a store, by name. They do not change and are safe for concurrent use.
type SavedQueries struct {
	base   vocab.Base
	byName map[string]Saved
}

// savedLanguages tells a file's language, and how its remarks begin, by its extension.
var savedLanguages = map[string]struct{ language, remark string }{
	".gizmo":   {Gizmo, "//"},
	".graphql": {GraphQL, "#"},
}

// LoadSaved reads the *.gizmo and *.graphql files at the top of each folder. The error joins every fault found, each with
// file and line; the queries without fault are returned all the same.
//
// A file begins with remarks that declare it:
//
//	// title: Who said what about a subject
//	// description: Statements whose words contain the subject.
//	//   An indented line goes on with the one before.
//	// param subject string -- words to look for
//	// param since date = none -- leave out what was issued before
//	// param acts list of string = deny, reject -- acts to look for
//
// A parameter without "=" must be given; "none" stands for no value, which the query sees as null.
func LoadSaved(base vocab.Base, folders ...fs.FS) (*SavedQueries, error) {
	all := &SavedQueries{base: base, byName: map[string]Saved{}}
	var faults []error
	for _, folder := range folders {
		faults = append(faults, all.load(folder))
	}
	return all, errors.Join(faults...)
}

func (q *SavedQueries) load(folder fs.FS) error {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return fmt.Errorf("saved queries: %w", err)
	}
	var faults []error
	for _, entry := range entries {
		if _, ok := savedLanguages[path.Ext(entry.Name())]; !ok || entry.IsDir() {
			continue
		}
		text, err := fs.ReadFile(folder, entry.Name())
		if err != nil {
			faults = append(faults, fmt.Errorf("saved queries: %w", err))
			continue
		}
		saved, fault := q.parse(entry.Name(), string(text))
		if fault == nil {
			q.byName[saved.Name] = saved
		}
		faults = append(faults, fault)
	}
	return errors.Join(faults...)
}

// List gives the queries in the order of their names.
func (q *SavedQueries) List() []Saved {
	list := make([]Saved, 0, len(q.byName))
	for _, saved := range q.byName {
		list = append(list, saved)
	}
	slices.SortFunc(list, func(a, b Saved) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// Get gives the query of that name, or ErrNoQuery.
func (q *SavedQueries) Get(name string) (Saved, error) {
	saved, ok := q.byName[name]
	if !ok {
		return Saved{}, fmt.Errorf("%w: %q", ErrNoQuery, name)
	}
	return saved, nil
}

// Request makes a request of the named query and the values of its parameters as they come from an address or a command
// line: name → values, of which only a list may have several. A fault is ErrNoQuery or ErrParam.
func (q *SavedQueries) Request(name string, given map[string][]string) (Request, error) {
	saved, err := q.Get(name)
	if err != nil {
		return Request{}, err
	}
	params, err := saved.bind(q.base, given)
	if err != nil {
		return Request{}, fmt.Errorf("query %s: %w", name, err)
	}
	return Request{Language: saved.Language, Text: saved.Text, Params: params}, nil
}

func (s Saved) bind(base vocab.Base, given map[string][]string) (map[string]any, error) {
	for name := range given {
		if !slices.ContainsFunc(s.Params, func(p Param) bool { return p.Name == name }) {
			return nil, fmt.Errorf("%w: there is no parameter %q; there are %s", ErrParam, name, s.names())
		}
	}
	bound := make(map[string]any, len(s.Params))
	for _, p := range s.Params {
		value, err := p.bind(base, given[p.Name])
		if err != nil {
			return nil, fmt.Errorf("%w %s: %w", ErrParam, p.Name, err)
		}
		bound[p.Name] = value
	}
	return bound, nil
}

func (s Saved) names() string {
	if len(s.Params) == 0 {
		return "none"
	}
	names := make([]string, len(s.Params))
	for i, p := range s.Params {
		names[i] = p.Name
	}
	return strings.Join(names, ", ")
}

var savedName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// parse reads one file and checks everything that can be known without running it.
func (q *SavedQueries) parse(file, text string) (Saved, error) {
	kind := savedLanguages[path.Ext(file)]
	saved := Saved{Name: strings.TrimSuffix(file, path.Ext(file)), Language: kind.language, Text: text, Params: []Param{}}
	switch {
	case !savedName.MatchString(saved.Name):
		return saved, fileFault(file, 1, "the name of the file must be words of a-z and 0-9 joined by hyphens")
	case q.byName[saved.Name].Name != "":
		return saved, fileFault(file, 1, "there is another query of this name")
	}
	header := headerReader{base: q.base, saved: &saved}
	scan, line := bufio.NewScanner(strings.NewReader(text)), 0
	scan.Buffer(nil, len(text)+1)
	for scan.Scan() {
		remark, ok := strings.CutPrefix(strings.TrimRight(scan.Text(), " \t\r"), kind.remark)
		if !ok {
			break
		}
		line++
		if err := header.line(remark); err != nil {
			return saved, fileFault(file, line, "%v", err)
		}
	}
	if saved.Title == "" || saved.Description == "" {
		return saved, fileFault(file, 1, "the header must declare a title and a description")
	}
	if err := saved.checkUse(); err != nil {
		return saved, fmt.Errorf("%s:%w", file, err)
	}
	return saved, q.checkText(file, saved)
}

func fileFault(file string, line int, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", file, line, fmt.Sprintf(format, args...))
}

// headerReader reads the remarks at the beginning of a file.
type headerReader struct {
	base  vocab.Base
	saved *Saved
	open  *string
}

func (h *headerReader) line(remark string) error {
	content := strings.TrimSpace(remark)
	switch {
	case content == "":
		h.open = nil
		return nil
	case strings.HasPrefix(remark, "   ") && h.open != nil:
		*h.open += " " + content
		return nil
	}
	if title, ok := strings.CutPrefix(content, "title:"); ok {
		h.saved.Title, h.open = strings.TrimSpace(title), &h.saved.Title
		return nil
	}
	if description, ok := strings.CutPrefix(content, "description:"); ok {
		h.saved.Description, h.open = strings.TrimSpace(description), &h.saved.Description
		return nil
	}
	declaration, ok := strings.CutPrefix(content, "param ")
	if !ok {
		return fmt.Errorf("expected title:, description: or param, got %q", content)
	}
	p, err := parseParam(h.base, declaration)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(h.saved.Params, func(other Param) bool { return other.Name == p.Name }) {
		return fmt.Errorf("parameter %s is declared twice", p.Name)
	}
	h.saved.Params = append(h.saved.Params, p)
	h.open = &h.saved.Params[len(h.saved.Params)-1].Description
	return nil
}

// How each language names a parameter in its text.
var paramUse = map[string]*regexp.Regexp{
	Gizmo:   regexp.MustCompile(`\bparams\.([A-Za-z_][A-Za-z0-9_]*)`),
	GraphQL: regexp.MustCompile(`\$([A-Za-z_][A-Za-z0-9_]*)`),
}

// checkUse compares the parameters that are declared with those that the text names.
func (s Saved) checkUse() error {
	used := map[string]bool{}
	for _, at := range paramUse[s.Language].FindAllStringSubmatchIndex(s.Text, -1) {
		name := s.Text[at[2]:at[3]]
		used[name] = true
		if !slices.ContainsFunc(s.Params, func(p Param) bool { return p.Name == name }) {
			line, _ := lineColumn(s.Text, at[0])
			return fmt.Errorf("%d: parameter %s is used but not declared", line, name)
		}
	}
	for _, p := range s.Params {
		if !used[p.Name] {
			return fmt.Errorf("1: parameter %s is declared but not used", p.Name)
		}
	}
	return nil
}

// checkText parses the query.
func (q *SavedQueries) checkText(file string, saved Saved) error {
	err := checkSyntax(q.base, saved)
	var fault *QueryError
	if errors.As(err, &fault) {
		return fileFault(file, max(fault.Line, 1), "%s", fault.Message)
	}
	return err
}
