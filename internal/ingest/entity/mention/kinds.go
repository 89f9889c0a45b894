package mention

import (
	"strings"

	"graphd/internal/ingest/entity"
	"graphd/internal/ingest/entity/lexicon"
	"graphd/internal/ingest/ling"
)

// clue is a kind of evidence for what a name refers to.
type clue uint8

// The clues. Those of the form of a name count once, those of its mentions up to mostRepeats times.
const (
	givenNameForm clue = iota // "Ana Ruiz"
	weakGivenName             // a given name that is a word or a place as well: "Grace", "Victoria"
	initialForm               // "Jane Q. Doe"
	surnameForm               // the last word is a surname
	companyForm               // "Sellick Ferries"
	bodyForm                  // "Acme Group", "BrightWater"
	ampersandForm             // "Smith & Sons"
	companyName               // a company that has the name of a person: "John Deere"
	placeForm                 // the whole name is that of a place
	thingForm                 // "Hull Street"
	weakThingForm             // the noun is a surname as well: "Grace Park"
	commonForm                // only words that are usually written without a capital
	titledMention             // "Mr Osei" elsewhere, for "Kofi Osei"
	partOfPerson              // a word of a person's full name
	partOfBody                // the first word of a body's full name
	partOfThing               // a word of a thing's full name: "Agnes" of "Hurricane Agnes"
	finderPerson              // the name finder's kinds
	finderBody
	finderThing
	withTitle        // "Mr Osei"
	whoFollows       // "Ana Ruiz, who", "Ana Ruiz, 45,"
	whichFollows     // "Acme, which"
	pronounHe        // "Ana Ruiz left when she"
	pronounIt        // "Acme sank when it"
	personVerb       // "Ana Ruiz smiled"
	personApposition // "Ana Ruiz, a baker"
	bodyApposition   // "Acme, a steel company"
	ownerApposition  // "Acme, the plant’s owner"
	companyContext   // "Acme’s shares", "a stake in Acme", "Hull-based Acme"
	thingApposition  // "Aden, a city in Yemen"
	pluralVerb       // "Acme are"
	articleBefore    // "the Sellick"
	asSource         // the caller asked for it; it has no weight of its own
	placePreposition // "in Aden"
	clueCount        = iota
)

// mostRepeats is how often a clue of the mentions of a name counts, so that a frequent weak clue does not outweigh a strong
// one. The kinds of the name finder, which repeats its errors, count once. Chosen by hand.
const mostRepeats = 2

// The groups of kinds between which clues decide.
const (
	forPerson = iota
	forBody
	forThing
	forNonPerson // a body or a thing
	groupCount
)

// Weights of the clues, chosen by hand. The document's own words outweigh the name finder.
const (
	decisive = 8 // occurs with one kind only
	strong   = 4 // seldom wrong
	weak     = 2 // typical of one kind
	hint     = 1 // the name finder's kind
)

// clueWeights holds the group that each clue supports, and its weight.
var clueWeights = [clueCount]struct{ group, weight int }{
	givenNameForm: {forPerson, strong}, weakGivenName: {forPerson, weak}, initialForm: {forPerson, strong}, surnameForm: {forPerson, hint},
	companyForm: {forBody, weak}, bodyForm: {forBody, strong}, ampersandForm: {forBody, decisive}, companyName: {forBody, decisive}, placeForm: {forThing, weak}, thingForm: {forThing, decisive},
	weakThingForm: {forThing, strong}, commonForm: {forNonPerson, strong}, titledMention: {forPerson, strong}, partOfPerson: {forPerson, strong},
	partOfBody: {forBody, weak}, partOfThing: {forThing, strong}, finderPerson: {forPerson, hint}, finderBody: {forBody, hint}, finderThing: {forThing, hint},
	withTitle: {forPerson, decisive}, whoFollows: {forPerson, decisive}, whichFollows: {forNonPerson, decisive}, pronounHe: {forPerson, weak}, pronounIt: {forNonPerson, weak},
	personVerb: {forPerson, weak}, personApposition: {forPerson, strong}, bodyApposition: {forBody, strong}, ownerApposition: {forBody, weak}, companyContext: {forBody, weak},
	thingApposition: {forThing, decisive}, pluralVerb: {forBody, weak}, articleBefore: {forNonPerson, weak}, placePreposition: {forThing, weak},
}

// votes counts the clues of one name in a document.
type votes [clueCount]int

// add counts clue k unless it has been counted often enough.
func (v *votes) add(k clue) {
	if v[k] == 0 || v[k] < mostRepeats && clueWeights[k].weight > hint {
		v[k]++
	}
}

// weights returns the weight of all clues by group.
func (v *votes) weights() (sum [groupCount]int) {
	for k, n := range v {
		sum[clueWeights[k].group] += n * clueWeights[k].weight
	}
	return sum
}

// weighKinds decides between person, body and thing for every name that neither a title nor a record nor a noun for a body
// decides. All mentions of a name vote together, so that it has one kind in the document. Names of one word are decided last,
// because they may be parts of longer ones.
func (s *detector) weighKinds() {
	x := newCandidateIndex(s.candidates)
	parts := s.countParts()
	for _, single := range []bool{false, true} {
		found := map[string]*votes{}
		for _, c := range s.candidates {
			if c.Form != entity.Name || (c.Name.Len() == 1) != single {
				continue
			}
			name := s.foldedName(c)
			if found[name] == nil {
				found[name] = &votes{}
				s.weighForm(c, parts, found[name])
			}
			s.weighMention(c, x, found[name])
		}
		for _, c := range s.candidates {
			if s.undecided(c) && (c.Name.Len() == 1) == single {
				s.decide(c, found[s.foldedName(c)])
			}
			if !single && c.IsNamed() && c.Name.Len() > 1 {
				parts.add(s, c)
			}
		}
	}
}

// foldedName returns the name of c in lower case, so that mentions in headlines in capitals count with the others.
func (s *detector) foldedName(c *Candidate) string { return strings.ToLower(s.NameOf(c)) }

// undecided reports whether the form of a name leaves its kind open.
func (s *detector) undecided(c *Candidate) bool {
	if c.Form != entity.Name || len(c.Titles) > 0 || len(c.Records) > 0 || c.Conjuncts != nil {
		return false
	}
	if c.Name.Len() > 1 && s.beginsWithRank(c) {
		return false
	}
	if _, ok := s.lex.Countries[s.NameOf(c)]; ok || c.Name.Len() == 1 && s.isPlaceOnly(c.Name.From) && !lexicon.CompanyNames[s.foldedName(c)] {
		return false
	}
	return !s.namesBody(c.Name.From, c.Name.To)
}

// isPlaceOnly reports whether word i is the name of a place and neither a given name nor a common surname: "California".
func (s *detector) isPlaceOnly(i int) bool {
	w := &s.Words[i]
	return s.lex.Places[w.Lower] && !s.lex.CommonSurnames[w.Lower] && !s.isGivenName(lexicon.TitleCase(w.Form))
}

// decide sets the kind of c by the votes for its name. Where they are equal, the name finder decides, as it did for c.
func (s *detector) decide(c *Candidate, v *votes) {
	sum := v.weights()
	others := sum[forBody] + sum[forThing] + sum[forNonPerson]
	switch {
	case sum[forPerson] > others && (c.Kind == entity.Person || sum[forPerson] >= strong || sum[forPerson] >= weak && c.Name.Len() > 1):
		c.Kind, c.NonActor = entity.Person, false
		c.Gender = s.genderOf(c)
	case others > sum[forPerson] && isThing(v, sum):
		c.Kind, c.NonActor, c.Gender = "", true, ""
	case others > sum[forPerson] && s.mayBeBody(c, v, sum):
		c.Kind, c.NonActor, c.Gender = entity.Body, false, ""
		c.Head = s.bodyHead(c.Name.From, c.Name.To)
	case others > sum[forPerson] && c.Kind == entity.Person: // "the Rathaus", "Zentrix said that its chip"
		c.Kind, c.NonActor, c.Gender = "", v[asSource] == 0, ""
	}
	singular, isPlural := strings.CutSuffix(s.Words[c.Name.From].Lower, "s")
	if c.Kind == entity.Person && c.Name.Len() == 1 && isPlural && lexicon.Affiliations[singular] { // "Republicans"
		c.Kind, c.Gender = entity.Group, ""
	}
}

// isThing reports whether a name that is not a person's is that of a thing. Things say nothing: a source is one only if the
// evidence is strong.
func isThing(v *votes, sum [groupCount]int) bool {
	if v[asSource] > 0 && sum[forThing] < strong {
		return false
	}
	return sum[forThing] > sum[forBody] || sum[forBody] == 0 && v[commonForm] > 0
}

// mayBeBody reports whether there is enough evidence that c is a body rather than a thing. That the name finder takes a single
// mention for a body is not enough where c itself looks like a place or a work.
func (s *detector) mayBeBody(c *Candidate, v *votes, sum [groupCount]int) bool {
	least := hint
	if c.NonActor && !c.IsSource || c.Name.Len() == 1 && c.Kind != entity.Body {
		least = weak
	}
	return sum[forBody] >= least || (sum[forNonPerson] > 0 || v[asSource] > 0) && c.Name.Len() > 1 || v[commonForm] > 0 && v[asSource] > 0
}

// nameParts holds the words of names that have been decided, in lower case.
type nameParts struct{ titled, ofPerson, ofBody, ofThing map[string]bool }

// countParts returns the last words of the names with titles.
func (s *detector) countParts() *nameParts {
	p := &nameParts{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for _, c := range s.candidates {
		if c.IsNamed() && len(c.Titles) > 0 {
			p.titled[s.Words[c.Name.To-1].Lower] = true
		}
	}
	return p
}

// add adds the parts of the name of c that may be used alone: the first and last word of a person's, the first of a body's, the
// last of a thing's with a title.
func (p *nameParts) add(s *detector, c *Candidate) {
	first, last := s.Words[c.Name.From].Lower, s.Words[c.Name.To-1].Lower
	switch c.Kind {
	case entity.Person:
		p.ofPerson[last] = true
		p.ofPerson[first] = p.ofPerson[first] || !s.isShortAcronym(c.Name.From) && !s.lex.Places[first] // "Paris" is not Paris Hilton
	case entity.Body:
		p.ofBody[first] = true
	default:
		p.ofThing[last] = p.ofThing[last] || c.NonActor && lexicon.ThingTitles[s.Words[c.Name.To-2].Lower]
	}
}

// majorityNameKind returns the kind that the name finder gives to most of the words in [from, to) that are part of a
// name; NoName if none is.
func (p *Surface) majorityNameKind(from, to int) ling.NameKind {
	var count [ling.OtherName + 1]int
	best := ling.NoName
	for _, w := range p.Words[from:to] {
		if k := w.Name.Kind; k != ling.NoName && k <= ling.OtherName {
			if count[k]++; best == ling.NoName || count[k] > count[best] {
				best = k
			}
		}
	}
	return best
}
