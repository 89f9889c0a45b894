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

// Definition is a saved query with its declared parameters.
type Definition struct {
	Name        string
	Title       string
	Description string
	Language    string
	Params      []Param
	Text        string
	File        string // the path that faults name
}

// Folder is a folder of saved queries. Faults name it by its Path, which is "" for the queries that come with graphd.
type Folder struct {
	Path  string
	Files fs.FS
}

// Catalog holds saved queries by name. It is immutable and safe for concurrent use.
type Catalog struct {
	base   vocab.Base
	byName map[string]Definition
}

// savedLanguages maps the extension of a file to its query language and to the mark that begins its comments.
var savedLanguages = map[string]struct{ language, comment string }{
	".gizmo":   {query.Gizmo, "//"},
	".graphql": {query.CayleyQL, "#"},
}

// Load reads the *.gizmo and *.graphql files in each folder, without its subfolders. The error joins all faults, each with
// file and line. The catalog holds the queries without faults, also if there is an error.
//
// A file begins with comments that declare the query:
//
//	// title: Who said what about a subject
//	// description: Statements whose words contain the subject.
//	//   An indented line continues the previous one.
//	// param subject string -- words to look for
//	// param since date = none -- leave out documents issued earlier
//	// param acts list of string = deny, reject, "look, again" -- acts to look for
//
// A parameter without "=" is required. The default none means no value, which the query sees as null; the word itself is
// written "none", in quotes.
func Load(base vocab.Base, folders ...Folder) (*Catalog, error) {
	all := &Catalog{base: base, byName: map[string]Definition{}}
	var faults []error
	for _, folder := range folders {
		faults = append(faults, all.load(folder))
	}
	return all, errors.Join(faults...)
}

// load adds the queries of a folder and returns the faults.
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

// cause returns the error of a file operation without its path, which is relative to the folder.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// add adds the query of a file if it has no fault and its name is not taken.
func (q *Catalog) add(file, text string) error {
	parser := &fileParser{base: q.base, file: file}
	saved := parser.read(text)
	if other, ok := q.byName[saved.Name]; ok {
		parser.fault(1, "another query has the name %s: %s", saved.Name, other.source())
	}
	if len(parser.faults) > 0 {
		return errors.Join(parser.faults...)
	}
	q.byName[saved.Name] = saved
	return nil
}

// source describes where a query comes from.
func (s Definition) source() string {
	if path.Dir(s.File) == "." {
		return "it comes with graphd"
	}
	return s.File
}

// List returns the queries ordered by name.
func (q *Catalog) List() []Definition {
	list := make([]Definition, 0, len(q.byName))
	for _, saved := range q.byName {
		list = append(list, saved)
	}
	slices.SortFunc(list, func(a, b Definition) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// Get returns the query with a name, or ErrNotFound.
func (q *Catalog) Get(name string) (Definition, error) {
	saved, ok := q.byName[name]
	if !ok {
		return Definition{}, fmt.Errorf("%w: %q", ErrNotFound, name)
	}
	return saved, nil
}

// Request returns a request for the named query. given maps parameters to their values as text, as an address or a command
// line has them. Only a list can have several values; a parameter with an empty slice has no value, and one that is absent
// has its default. The error is ErrNotFound, or a *ParamError with every fault of the values.
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

// bind returns the value of every parameter, or the faults.
func (s Definition) bind(base vocab.Base, given map[string][]string) (map[string]any, []ParamFault) {
	var faults []ParamFault
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !s.declares(name) {
			faults = append(faults, ParamFault{name, fmt.Sprintf("there is no parameter %q; the parameters are %s", name, s.names())})
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

// names lists the parameters for a message.
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
