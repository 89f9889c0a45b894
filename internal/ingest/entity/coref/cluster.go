package coref

import (
	"slices"
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
)

// none is the index of no entity.
const none = -1

// mostNames bounds the names and the roles of one entity, so that a hostile text cannot make one grow without end.
const mostNames = 50

// cluster collects what the mentions of one entity say about it.
type cluster struct {
	kind         entity.Kind
	isHuman      bool // one person, with a name or without
	isPlural     bool
	isLocal      bool // cannot be identified outside its document
	gender       entity.Gender
	record       *entity.Record
	name         string   // main name
	names        []string // other names
	given        string   // first word of a person's name, "" if not known
	surname      string
	nouns        map[string]bool // head nouns of its nominals and titles
	broader      map[string]bool // broader nouns that these imply
	indexed      map[string]bool // nouns under which it is in linker.byNoun
	descriptors  map[string]bool // words of its names, titles and modifiers, in lower case
	roles        []entity.Role
	mayBeCompany bool  // a body whose name does not show which kind of body it is
	isNominal    bool  // has only nominals as mentions
	usesSurname  bool  // the document refers to the person by surname alone
	isSource     bool  // a phrase of the caller refers to it
	members      []int // clusters of those that a coordinated phrase names, each of whom it refers to
	owner        int   // index of the entity that it belongs to; none if not stated
	mentionCount int   // mentions up to the current one
	lastHead     int   // word index of the head of the latest mention
}

// newCluster returns an empty cluster of the given kind, "" if it is not known yet.
func newCluster(kind entity.Kind) *cluster {
	return &cluster{
		kind: kind, isHuman: kind == entity.Person, owner: none,
		nouns: map[string]bool{}, broader: map[string]bool{}, indexed: map[string]bool{}, descriptors: map[string]bool{},
	}
}

// addName adds a name. The one with the most words becomes the main name, and the first of those with equally many.
func (x *cluster) addName(name string) {
	name = strings.TrimPrefix(name, "The ")
	switch {
	case name == "" || name == x.name || len(x.names) >= mostNames || slices.Contains(x.names, name):
	case x.name == "":
		x.name = name
	case x.record == nil && (len(strings.Fields(name)) > len(strings.Fields(x.name)) || isShouted(x.name) && !isShouted(name) && strings.EqualFold(x.name, name)):
		x.names = append(x.names, x.name)
		x.name = name
	default:
		x.names = append(x.names, name)
	}
}

// isShouted reports whether a name of several words is in capitals, as in some headlines.
func isShouted(name string) bool { return lexicon.IsAllCapitals(name) && strings.Contains(name, " ") }

// addNoun adds a head noun and the broader nouns that it implies.
func (x *cluster) addNoun(l *lexicon.Lexicon, noun string) {
	x.nouns[noun] = true
	for _, n := range l.Broader(noun) {
		x.broader[n] = true
	}
}

// adoptRecord adopts what the gazetteer knows.
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

// addWords adds words that describe the entity.
func (x *cluster) addWords(forms []string) {
	for _, f := range forms {
		x.descriptors[strings.ToLower(lexicon.StraightenApostrophes(f))] = true
	}
}

// addRole adds an office that the entity holds, unless it has one with the same title.
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
