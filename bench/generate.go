package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand"
	"os"
	"strings"
)

const namespace = "http://ex.org/"

// Marks holds the nodes that the questions are about, as N-Quads terms.
type Marks struct {
	Popular, Mid, Rare string // actors with the most, about a hundred, and a handful of assertions
	Topic, Body        string
	Assertion          string
}

var (
	kinds    = strings.Fields("statement claim criticism commitment denial prediction")
	cueWords = strings.Fields("said claimed argued warned denied promised insisted told announced suggested added criticised")
	lexicon  = strings.Fields("policy budget minister report energy climate health school rail water housing trade vote law " +
		"rights plan growth reform crisis evidence committee public national priority funding border industry change will should")
)

// A graphGenerator generates the quads of one graph. Its numbers of nodes depend on the requested number of quads.
type graphGenerator struct {
	out                    *bufio.Writer
	r                      *rand.Rand
	quads                  int
	actors, bodies, topics int
	speakers, subjects     *rand.Zipf
	assertions, documents  int
	said                   []int // assertions by actor
}

// generate writes about n quads to out, and about extra quads of further assertions to more. It returns the nodes for the
// questions.
func generate(n, extra int, out, more io.Writer) (Marks, error) {
	w := &graphGenerator{out: bufio.NewWriterSize(out, 1<<20), r: rand.New(rand.NewSource(1)), topics: 200}
	w.actors = n/480 + 50
	w.bodies = w.actors/20 + 10
	w.said = make([]int, w.actors)
	w.speakers = rand.NewZipf(w.r, 1.15, 8, uint64(w.actors-1))
	w.subjects = rand.NewZipf(w.r, 1.2, 5, uint64(w.topics-1))
	w.register()
	for w.quads < n {
		w.document()
	}
	if err := w.out.Flush(); err != nil {
		return Marks{}, err
	}
	marks := w.marks()
	w.out.Reset(more)
	for stop := w.quads + extra; w.quads < stop; {
		w.document()
	}
	return marks, w.out.Flush()
}

func iri(kind string, i int) string { return fmt.Sprintf("<%s%s/%d>", namespace, kind, i) }

func term(name string) string { return "<" + namespace + name + ">" }

func (w *graphGenerator) quad(subject, predicate, object, label string) {
	fmt.Fprintf(w.out, "%s %s %s %s .\n", subject, term(predicate), object, label)
	w.quads++
}

// register writes the topics, bodies and actors, all of them in one document.
func (w *graphGenerator) register() {
	label := iri("doc", 0)
	for i := range w.topics {
		w.quad(iri("topic", i), "name", fmt.Sprintf("%q", "topic "+lexicon[i%len(lexicon)]+fmt.Sprint(i)), label)
	}
	for i := range w.bodies {
		w.quad(iri("body", i), "type", term("Body"), label)
		w.quad(iri("body", i), "name", fmt.Sprintf(`"Body %d"`, i), label)
	}
	for i := range w.actors {
		w.quad(iri("actor", i), "type", term("Actor"), label)
		w.quad(iri("actor", i), "name", fmt.Sprintf(`"Actor %d"`, i), label)
		w.quad(iri("actor", i), "memberOf", iri("body", w.r.Intn(w.bodies)), label)
	}
}

// document writes a document with four to twenty assertions of a few actors.
func (w *graphGenerator) document() {
	w.documents++
	label := iri("doc", w.documents)
	w.quad(label, "type", term("Document"), label)
	w.quad(label, "title", fmt.Sprintf(`"Document %d"`, w.documents), label)
	pool := make([]int, 2+w.r.Intn(6))
	for i := range pool {
		pool[i] = int(w.speakers.Uint64())
	}
	for range 4 + w.r.Intn(17) {
		w.assertion(label, pool[w.r.Intn(len(pool))])
	}
}

// assertion writes the twelve quads of one assertion.
func (w *graphGenerator) assertion(label string, speaker int) {
	i := w.assertions
	w.assertions++
	w.said[speaker]++
	a := iri("assertion", i)
	w.quad(a, "type", term("Assertion"), label)
	w.quad(a, "kind", term(kinds[w.r.Intn(len(kinds))]), label)
	w.quad(a, "speaker", iri("actor", speaker), label)
	w.quad(a, "cue", fmt.Sprintf("%q", cueWords[w.r.Intn(len(cueWords))]), label)
	w.quad(a, "text", fmt.Sprintf("%q", w.text(i)), label)
	w.quad(a, "about", iri("topic", int(w.subjects.Uint64())), label)
	w.quad(a, "date", fmt.Sprintf(`"%d-%02d-%02d"^^<http://www.w3.org/2001/XMLSchema#date>`, 2010+w.r.Intn(15), 1+w.r.Intn(12), 1+w.r.Intn(28)), label)
	w.quad(a, "inDocument", label, label)
	if i > 20 && w.r.Intn(10) < 6 {
		w.quad(a, "respondsTo", iri("assertion", w.answered(i)), label)
	} else {
		w.quad(a, "audience", iri("body", w.r.Intn(w.bodies)), label)
	}
	w.quad(a, "begin", fmt.Sprintf(`"%d"^^<http://www.w3.org/2001/XMLSchema#integer>`, w.r.Intn(20000)), label)
	w.quad(a, "confidence", fmt.Sprintf(`"0.%02d"^^<http://www.w3.org/2001/XMLSchema#decimal>`, w.r.Intn(100)), label)
	w.quad(a, "source", iri("feed", w.documents%50), label)
}

// answered returns an earlier assertion, in most cases a recent one.
func (w *graphGenerator) answered(i int) int {
	if w.r.Intn(10) < 7 {
		return i - 1 - w.r.Intn(20)
	}
	return w.r.Intn(i)
}

func (w *graphGenerator) text(i int) string {
	words := make([]string, 8+w.r.Intn(12))
	for k := range words {
		words[k] = lexicon[w.r.Intn(len(lexicon))]
	}
	return strings.Join(words, " ") + fmt.Sprint(" #", i)
}

func (w *graphGenerator) marks() Marks {
	m := Marks{Topic: iri("topic", 3), Body: iri("body", 2), Assertion: iri("assertion", w.assertions/2)}
	best := 0
	for actor, n := range w.said {
		if n > w.said[best] {
			best = actor
		}
		if m.Rare == "" && actor > w.actors/2 && n >= 3 && n <= 6 {
			m.Rare = iri("actor", actor)
		}
		if m.Mid == "" && n >= 90 && n <= 130 {
			m.Mid = iri("actor", actor)
		}
	}
	m.Popular = iri("actor", best)
	return m
}

// readMarks reads the marks from a file of the form {"meta": {…}}.
func readMarks(file string) (Marks, error) {
	var described struct{ Meta Marks }
	text, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(text, &described)
	}
	return described.Meta, err
}
