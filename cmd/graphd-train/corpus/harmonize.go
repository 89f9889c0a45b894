package corpus

import (
	"maps"
	"slices"
	"strings"

	"graphd/internal/ingest/ling/ud"
)

// harmonize converts a gold tree to the scheme of the silver annotation: unsplit hyphenated words, the tags of CoreNLP, and
// the relations of version 1.
func harmonize(s AnnotatedSentence) AnnotatedSentence {
	s = joinHyphens(s)
	for i := range s {
		s[i].XPOS = coreTag(s[i])
	}
	moveConjunctions(s)
	turnNames(s)
	for i := range s {
		s[i].Deprel = relation(s, i)
	}
	return s
}

// joinHyphens joins words that the treebank splits at hyphens: 15 - year becomes 15-year.
func joinHyphens(s AnnotatedSentence) AnnotatedSentence {
	group := make([]int, len(s))
	groups := 0
	for i := range s {
		joined := i > 0 && s[i].NoSpaceBefore && (s[i].XPOS == ud.HYPH || s[i-1].XPOS == ud.HYPH)
		if !joined {
			groups++
		}
		group[i] = groups - 1
	}
	if groups == len(s) {
		return s
	}
	out := make(AnnotatedSentence, 0, groups)
	for begin := 0; begin < len(s); {
		end := begin + 1
		for end < len(s) && group[end] == group[begin] {
			end++
		}
		t := join(s, begin, end)
		if t.Head >= 0 {
			t.Head = group[t.Head]
		}
		out = append(out, t)
		begin = end
	}
	return out
}

// join returns s[begin:end] as one token. Its head is that of the part whose head is outside.
func join(s AnnotatedSentence, begin, end int) AnnotatedToken {
	top := end - 1
	for i := end - 1; i >= begin; i-- {
		if h := s[i].Head; (h < begin || h >= end) && s[i].XPOS != ud.HYPH {
			top = i
		}
	}
	t := s[top]
	if end-begin == 1 {
		return t
	}
	t.Form, t.Normal, t.Lemma = "", "", ""
	for _, p := range s[begin:end] {
		t.Form += p.Form
		t.Normal += p.Normal
		t.Lemma += strings.ToLower(p.Form)
	}
	t.Start, t.End, t.Name = s[begin].Start, s[end-1].End, s[begin].Name
	premodifier := t.Head >= end && t.XPOS != ud.NNP && t.XPOS != ud.CD
	if premodifier {
		t.Name = "O"
	}
	switch t.Deprel {
	case "compound", "amod", "obl:npmod", "obl:unmarked", "nmod", "nmod:unmarked":
		if premodifier {
			t.XPOS, t.UPOS, t.Deprel = ud.JJ, ud.ADJ, "amod"
		}
	}
	return t
}

// coreTag returns the tag of CoreNLP for a tag of the treebank.
func coreTag(t AnnotatedToken) ud.XPOS {
	switch t.XPOS {
	case ud.HYPH, ud.NFP:
		return ud.Colon
	case ud.ADD, ud.GW:
		return ud.NN
	case ud.AFX:
		return ud.JJ
	case ud.XX:
		return ud.FW
	case "(":
		return ud.LRB
	case ")":
		return ud.RRB
	case ud.IN:
		if strings.EqualFold(t.Form, "to") {
			return ud.TO
		}
	case ud.Comma:
		if t.Normal == "-" || t.Normal == "--" {
			return ud.Colon
		}
	}
	return t.XPOS
}

// moveConjunctions makes the first conjunct the head of a coordinator, as in version 1, instead of the conjunct after it.
func moveConjunctions(s AnnotatedSentence) {
	for i := range s {
		h := s[i].Head
		if s[i].Deprel == "cc" && h > i && s[h].Deprel == "conj" && s[h].Head >= 0 && s[h].Head < i {
			s[i].Head = s[h].Head
		}
	}
}

// turnNames makes the last word of a name its head, as in the silver annotation; in the treebanks it is the first.
func turnNames(s AnnotatedSentence) {
	last := make(map[int]int) // last word of a name, by the old head
	for i, t := range s {
		if strings.HasPrefix(t.Deprel, "flat") && t.Head < i && t.XPOS == ud.NNP {
			last[t.Head] = i
		}
	}
	for i := range s {
		if head, ok := last[s[i].Head]; ok && head != i {
			s[i].Head = head
		}
	}
	for _, first := range slices.Sorted(maps.Keys(last)) {
		head := last[first]
		s[head].Head, s[head].Deprel = s[first].Head, s[first].Deprel
		s[first].Head, s[first].Deprel = head, "compound"
	}
}

// renamed holds the relations of version 1 by those of version 2. A relation that the silver annotation lacks becomes dep.
var renamed = map[string]string{
	"obj": "dobj", "obl": "nmod", "obl:agent": "nmod", "obl:npmod": "nmod:npmod", "obl:tmod": "nmod:tmod",
	"nsubj:pass": "nsubjpass", "csubj:pass": "csubjpass", "aux:pass": "auxpass", "nsubj:outer": "nsubj", "csubj:outer": "csubj",
	"flat": "compound", "flat:foreign": "compound", "nmod:desc": "compound", "fixed": "mwe", "advcl:relcl": "advcl",
	"nmod:npmod": "nmod:npmod", "nummod": "nummod", "vocative": "dep", "dislocated": "dep", "list": "dep", "orphan": "dep",
	"reparandum": "dep", "goeswith": "dep", "discourse": "discourse", "clf": "dep", "det:predet": "det:predet",
}

func relation(s AnnotatedSentence, i int) string {
	t := s[i]
	switch t.Deprel {
	case "advmod":
		if l := strings.ToLower(t.Normal); l == "not" || l == "n't" || l == "never" {
			return "neg"
		}
	case "det":
		if strings.EqualFold(t.Form, "no") {
			return "neg"
		}
	case "obl:unmarked", "nmod:unmarked":
		return "nmod:" + unmarked(t)
	}
	if r, ok := renamed[t.Deprel]; ok {
		return r
	}
	return t.Deprel
}

// unmarked returns the subtype of a bare noun phrase: tmod if it is a time, otherwise npmod.
func unmarked(t AnnotatedToken) string {
	switch strings.ToLower(t.Lemma) {
	case "today", "tomorrow", "yesterday", "tonight", "day", "week", "month", "year", "time", "morning", "evening", "night", "afternoon",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend", "summer", "spring", "fall", "winter":
		return "tmod"
	}
	return "npmod"
}
