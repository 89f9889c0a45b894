// Package parser finds the dependency trees of tagged sentences with a greedy arc-hybrid parser (Kuhlmann, Gómez-Rodríguez
// and Satta 2011), which is trained with a dynamic oracle (Goldberg and Nivre 2013).
package parser

import (
	"fmt"

	"graphd/internal/ingest/ling/linear"
	"graphd/internal/ingest/ling/modelfile"
	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
)

// Kind is the kind of the model files of this package.
const Kind = "parser"

// An Arc is the head of a word, -1 for the root, and the relation of the word to its head.
type Arc struct {
	Head   int
	Deprel string
}

// A Parser is immutable and safe for concurrent use.
type Parser struct {
	relations []string
	model     *linear.Classifier
}

// A Scratch is memory for parsing a sentence. The zero value is ready to use. It is not safe for concurrent use.
type Scratch struct {
	input    parserInput
	state    configuration
	scores   []float32
	features []uint32
}

// Parse writes the arcs of the words to arcs, which must have the same length. Exactly one word is the root.
func (p *Parser) Parse(w *Scratch, words []*word.Word, tags []ud.XPOS, arcs []Arc) {
	w.input.reset(words, tags)
	w.state.reset(len(words))
	for !w.state.done() {
		m, rel := split(p.choose(w, p.model), len(p.relations))
		w.state.apply(m, rel)
	}
	p.read(&w.state, tags, arcs)
}

// choose scores the transitions of the current configuration and returns the best one that is allowed.
func (p *Parser) choose(w *Scratch, by linear.Scorer) int {
	r := len(p.relations)
	if cap(w.scores) < 2*r+1 {
		w.scores = make([]float32, 2*r+1)
	}
	w.scores = w.scores[:2*r+1]
	clear(w.scores)
	w.features = features(w.features[:0], &w.input, &w.state)
	by.Score(w.features, w.scores)
	allowed := w.state.allowed()
	best := -1
	for m, ok := range allowed {
		if ok {
			best = w.better(best, bounds(move(m), r))
		}
	}
	return best
}

// transitions is a range [first, end) of transitions.
type transitions struct{ first, end int }

// bounds returns the transitions of a move.
func bounds(m move, relations int) transitions {
	first := transition(m, 0, relations)
	if m == shift {
		return transitions{first, 1}
	}
	return transitions{first, first + relations}
}

// better returns the transition with the highest score among ts and best, which may be -1.
func (w *Scratch) better(best int, ts transitions) int {
	for t := ts.first; t < ts.end; t++ {
		if best < 0 || w.scores[t] > w.scores[best] {
			best = t
		}
	}
	return best
}

// read writes the tree of a finished configuration. If several words depend on the root, the first one that is not
// punctuation becomes the root, and the others depend on it: punctuation as punct, other words as parataxis.
func (p *Parser) read(s *configuration, tags []ud.XPOS, arcs []Arc) {
	root := -1
	for i := range arcs {
		arcs[i] = Arc{int(s.words[i].head), p.relations[s.words[i].rel]}
		if arcs[i].Head == s.n && (root < 0 || tags[root].IsPunctuation() && !tags[i].IsPunctuation()) {
			root = i
		}
	}
	for i := range arcs {
		switch {
		case i == root:
			arcs[i] = Arc{-1, string(ud.Root)}
		case arcs[i].Head == s.n && tags[i].IsPunctuation():
			arcs[i] = Arc{root, string(ud.Punct)}
		case arcs[i].Head == s.n:
			arcs[i] = Arc{root, string(ud.Parataxis)}
		}
	}
}

// Encode returns p as a model file.
func (p *Parser) Encode() ([]byte, error) {
	var w modelfile.FieldWriter
	w.Strings(p.relations)
	p.model.Write(&w)
	return modelfile.Encode(Kind, w.Content())
}

// Decode reads a model file.
func Decode(file []byte) (*Parser, modelfile.Sum, error) {
	content, sum, err := modelfile.Decode(Kind, file)
	if err != nil {
		return nil, sum, err
	}
	r := modelfile.NewReader(content)
	p := &Parser{relations: r.Strings()}
	if len(p.relations) == 0 {
		return nil, sum, fmt.Errorf("%w: no relations", modelfile.ErrDamaged)
	}
	if p.model, err = linear.Read(r, 2*len(p.relations)+1); err != nil {
		return nil, sum, err
	}
	return p, sum, r.Err()
}
