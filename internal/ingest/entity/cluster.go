package entity

import (
	"slices"
	"strings"
)

const none = -1

// mostNames bounds the names and the roles of one entity.
const mostNames = 50

// cluster is an entity under construction.
type cluster struct {
	kind    Kind
	human   bool // known to be one person, named or not
	plural  bool
	local   bool
	gender  Gender
	record  *Record
	name    string   // the best so far
	names   []string // others
	given   string   // first word of a person's name, "" if not known
	surname string
	nouns   map[string]bool // head nouns that it was given
	broader map[string]bool // and what they imply
	listed  map[string]bool // nouns by which the linker finds it
	about   map[string]bool // every word of its names, titles and modifiers, in lower case
	roles   []Role
	trading bool // a body whose name does not say of what kind, so that it may be a company
	nominal bool // known by nominals alone
	asked   bool // the source of something, or spoken for
	owner   int  // entity that it belongs to; none if not said
	count   int  // mentions so far
	last    int  // head word of the latest mention
}

func newCluster(kind Kind) *cluster {
	return &cluster{
		kind: kind, human: kind == Person, owner: none,
		nouns: map[string]bool{}, broader: map[string]bool{}, listed: map[string]bool{}, about: map[string]bool{},
	}
}

// call adds a name; the longer of two is the best, the first of two equally long.
func (x *cluster) call(name string) {
	name = strings.TrimPrefix(name, "The ")
	switch {
	case name == "" || name == x.name || len(x.names) >= mostNames || slices.Contains(x.names, name):
	case x.name == "":
		x.name = name
	case x.record == nil && len(strings.Fields(name)) > len(strings.Fields(x.name)):
		x.names = append(x.names, x.name)
		x.name = name
	default:
		x.names = append(x.names, name)
	}
}

// describe adds a head noun with all that it implies.
func (x *cluster) describe(l *lexicon, noun string) {
	x.nouns[noun] = true
	for _, n := range nounsOf(l, noun)[1:] {
		x.broader[n] = true
	}
}

// know adopts what the gazetteer says.
func (x *cluster) know(l *lexicon, r *Record) {
	x.record, x.kind, x.gender, x.local = r, r.Kind, r.Gender, false
	x.human = r.Kind == Person || x.human
	if x.name != r.Name && x.name != "" {
		x.names = append(x.names, x.name)
	}
	x.name = r.Name
	for _, n := range r.Nouns {
		x.describe(l, n)
	}
	for _, name := range append([]string{r.Name}, r.Names...) {
		x.words(strings.Fields(name))
	}
}

func (x *cluster) words(forms []string) {
	for _, f := range forms {
		x.about[strings.ToLower(plain(f))] = true
	}
}

func (x *cluster) hold(role Role) {
	for _, old := range x.roles {
		if old.Title == role.Title {
			return
		}
	}
	if len(x.roles) < mostNames {
		x.roles = append(x.roles, role)
	}
}
