package savedquery

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"graphd/internal/graph/query"
	"graphd/internal/graph/vocab"
)

// ErrNotFound reports that no saved query has the requested name.
var ErrNotFound = errors.New("no such saved query")

// Definition is a query that is kept under a name, with its parameters declared.
type Definition struct {
	Name        string
	Title       string
	Description string
	Language    string
	Params      []Param
	Text        string
	File        string // where it stands, for what is said about it
}

// Folder is a folder of saved queries. Path is how its faults name it; "" for the queries that come with graphd.
type Folder struct {
	Path  string
	Files fs.FS
}

// Catalog are the saved queries of a store, by name. They do not change and are safe for concurrent use.
type Catalog struct {
	base   vocab.Base
	byName map[string]Definition
}

// savedLanguages tells a file's language, and how its remarks begin, by its extension.
var savedLanguages = map[string]struct{ language, remark string }{
	".gizmo":   {query.Gizmo, "//"},
	".graphql": {query.CayleyQL, "#"},
}

// Load reads the *.gizmo and *.graphql files at the top of each folder. The error joins every fault found, each with
// file and line; the queries without fault are returned all the same.
//
// A file begins with remarks that declare it:
//
//	// title: Who said what about a subject
//	// description: Statements whose words contain the subject.
//	//   An indented line goes on with the one before.
//	// param subject string -- words to look for
//	// param since date = none -- leave out what was issued before
//	// param acts list of string = deny, reject, "look, again" -- acts to look for
//
// A parameter without "=" must be given; none stands for no value, which the query sees as null, and "none" in quotes for
// the word.
func Load(base vocab.Base, folders ...Folder) (*Catalog, error) {
	all := &Catalog{base: base, byName: map[string]Definition{}}
	var faults []error
	for _, folder := range folders {
		faults = append(faults, all.load(folder))
	}
	return all, errors.Join(faults...)
}

func (q *Catalog) load(folder Folder) error {
	entries, err := fs.ReadDir(folder.Files, ".")
	if err != nil {
		return fmt.Errorf("saved queries: %s: %w; check the path", folder.Path, cause(err))
	}
	var faults []error
	for _, entry := range entries {
		if _, ok := savedLanguages[path.Ext(entry.Name())]; !ok || entry.IsDir() {
			continue
		}
		file := path.Join(folder.Path, entry.Name())
		text, err := fs.ReadFile(folder.Files, entry.Name())
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", file, cause(err)))
			continue
		}
		faults = append(faults, q.add(file, string(text)))
	}
	return errors.Join(faults...)
}

// cause is an error of a file without the path that it names, which is the one within its folder.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// add takes in the query of a file, if that has no fault and its name is new.
func (q *Catalog) add(file, text string) error {
	reader := &savedReader{base: q.base, file: file}
	saved := reader.read(text)
	if other, ok := q.byName[saved.Name]; ok {
		reader.fault(1, "there is another query of the name %s: %s", saved.Name, other.source())
	}
	if len(reader.faults) > 0 {
		return errors.Join(reader.faults...)
	}
	q.byName[saved.Name] = saved
	return nil
}

// source is where a query comes from, in words.
func (s Definition) source() string {
	if path.Dir(s.File) == "." {
		return "graphd's own"
	}
	return s.File
}

// List gives the queries in the order of their names.
func (q *Catalog) List() []Definition {
	list := make([]Definition, 0, len(q.byName))
	for _, saved := range q.byName {
		list = append(list, saved)
	}
	slices.SortFunc(list, func(a, b Definition) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// Get gives the query of that name, or ErrNotFound.
func (q *Catalog) Get(name string) (Definition, error) {
	saved, ok := q.byName[name]
	if !ok {
		return Definition{}, fmt.Errorf("%w: %q", ErrNotFound, name)
	}
	return saved, nil
}

// Request makes a request of the named query and the values of its parameters as they come from an address or a command
// line: name → values, of which only a list may have several; none, where the name is there, is no value. A fault is
// ErrNotFound or ErrParam, a *ParamError with every fault of the values.
func (q *Catalog) Request(name string, given map[string][]string) (query.Request, error) {
	saved, err := q.Get(name)
	if err != nil {
		return query.Request{}, err
	}
	params, faults := saved.bind(q.base, given)
	if len(faults) > 0 {
		return query.Request{}, &ParamError{Query: name, Faults: faults}
	}
	return query.Request{Language: saved.Language, Text: saved.Text, Params: params, NameTerms: true}, nil
}

func (s Definition) bind(base vocab.Base, given map[string][]string) (map[string]any, []ParamFault) {
	var faults []ParamFault
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !s.declares(name) {
			faults = append(faults, ParamFault{name, fmt.Sprintf("there is no parameter %q; there are %s", name, s.names())})
		}
	}
	bound := make(map[string]any, len(s.Params))
	for _, p := range s.Params {
		value, err := p.bind(base, given[p.Name])
		if err != nil {
			faults = append(faults, ParamFault{p.Name, err.Error()})
		}
		bound[p.Name] = value
	}
	return bound, faults
}

func (s Definition) declares(name string) bool {
	return slices.ContainsFunc(s.Params, func(p Param) bool { return p.Name == name })
}

func (s Definition) names() string {
	if len(s.Params) == 0 {
		return none
	}
	names := make([]string, len(s.Params))
	for i, p := range s.Params {
		names[i] = p.Name
	}
	return strings.Join(names, ", ")
}
