package coref

import (
	"slices"
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
)

const none = -1

// mostNames bounds the names and the roles of one entity.
const mostNames = 50

// cluster is an entity under construction.
type cluster struct {
	kind         entity.Kind
	isHuman      bool // known to be one person, named or not
	isPlural     bool
	isLocal      bool
	gender       entity.Gender
	record       *entity.Record
	name         string   // the best so far
	names        []string // others
	given        string   // first word of a person's name, "" if not known
	surname      string
	nouns        map[string]bool // head nouns that it was given
	broader      map[string]bool // and what they imply
	indexed      map[string]bool // nouns by which the linker finds it
	descriptors  map[string]bool // every word of its names, titles and modifiers, in lower case
	roles        []entity.Role
	mayBeCompany bool // a body whose name does not say of what kind, so that it may be a company
	isNominal    bool // known by nominals alone
	isSource     bool // the source of something, or spoken for
	owner        int  // entity that it belongs to; none if not said
	mentionCount int  // mentions so far
	lastHead     int  // head word of the latest mention
}

func newCluster(kind entity.Kind) *cluster {
	return &cluster{
		kind: kind, isHuman: kind == entity.Person, owner: none,
		nouns: map[string]bool{}, broader: map[string]bool{}, indexed: map[string]bool{}, descriptors: map[string]bool{},
	}
}

// call adds a name; the longer of two is the best, the first of two equally long.
func (x *cluster) addName(name string) {
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
func (x *cluster) addNoun(l *lexicon.Lexicon, noun string) {
	x.nouns[noun] = true
	for _, n := range lexicon.NounAndBroader(l, noun)[1:] {
		x.broader[n] = true
	}
}

// know adopts what the gazetteer says.
func (x *cluster) adoptRecord(l *lexicon.Lexicon, r *entity.Record) {
	x.record, x.kind, x.gender, x.isLocal = r, r.Kind, r.Gender, false
	x.isHuman = r.Kind == entity.Person || x.isHuman
	if x.name != r.Name && x.name != "" {
		x.names = append(x.names, x.name)
	}
	x.name = r.Name
	for _, n := range r.Nouns {
		x.addNoun(l, n)
	}
	for _, name := range append([]string{r.Name}, r.Names...) {
		x.addWords(strings.Fields(name))
	}
}

func (x *cluster) addWords(forms []string) {
	for _, f := range forms {
		x.descriptors[strings.ToLower(lexicon.StraightenApostrophes(f))] = true
	}
}

func (x *cluster) addRole(role entity.Role) {
	for _, old := range x.roles {
		if old.Title == role.Title {
			return
		}
	}
	if len(x.roles) < mostNames {
		x.roles = append(x.roles, role)
	}
}
