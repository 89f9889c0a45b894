package corpus

import (
	"fmt"
	"strconv"
	"strings"

	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
	"graphd/internal/ingest/text"
)

// The gold treebanks.
const (
	EWT = "en_ewt-ud"
	GUM = "en_gum-free-ud"
)

// UD reads a part of a treebank, train or dev. It reconstructs the text from the tokens, with a line for each paragraph,
// joins words that the treebank splits at hyphens, and converts tags and relations to the scheme of the silver annotation.
func (d Dir) UD(treebank, part string) ([]AnnotatedText, error) {
	var r conllu
	err := d.lines("ud/"+treebank+"-"+part+".conllu.gz", r.line)
	r.endSentence()
	for i := range r.docs {
		r.docs[i].Text = string(r.texts[i])
	}
	return r.docs, err
}

// A conllu collects texts from lines of CoNLL-U.
type conllu struct {
	docs      []AnnotatedText
	texts     [][]rune
	sentence  AnnotatedSentence
	mentions  mentions // of the sentence
	paragraph bool     // a paragraph begins here
	space     bool     // a space precedes the next token
	glued     int      // last token of the multi-word token that is being read
	gluedNext bool     // no space follows that multi-word token
}

func (r *conllu) line(l string) error {
	switch {
	case l == "":
		r.endSentence()
	case strings.HasPrefix(l, "# newdoc"):
		_, id, _ := strings.Cut(l, "= ")
		r.docs = append(r.docs, AnnotatedText{ID: id})
		r.texts = append(r.texts, nil)
		r.space = false
	case strings.HasPrefix(l, "# newpar") && !strings.HasPrefix(l, "# newpar_"):
		r.paragraph = true
	case l[0] != '#':
		return r.token(strings.Split(l, "\t"))
	}
	return nil
}

func (r *conllu) endSentence() {
	if len(r.sentence) == 0 {
		return
	}
	d := &r.docs[len(r.docs)-1]
	d.Mentions = append(d.Mentions, r.mentions.spans(r.sentence)...)
	r.mentions.names(r.sentence)
	d.Sentences = append(d.Sentences, harmonize(r.sentence))
	r.sentence = nil
}

func (r *conllu) token(c []string) error {
	if len(c) != 10 {
		return fmt.Errorf("%d columns, want 10", len(c))
	}
	unspaced := strings.Contains(c[9], "SpaceAfter=No")
	if first, last, ok := strings.Cut(c[0], "-"); ok && first != "" {
		n, err := strconv.Atoi(last)
		r.glued, r.gluedNext = n, unspaced
		return err
	}
	if strings.Contains(c[0], ".") {
		return nil
	}
	id, err := strconv.Atoi(c[0])
	if err != nil {
		return err
	}
	head, err := strconv.Atoi(c[6])
	if err != nil {
		return err
	}
	r.mentions.token(len(r.sentence), c[9])
	r.add(AnnotatedToken{Form: c[1], Normal: word.Normal(c[1], ud.XPOS(c[4]) == ud.OpenQuote), Lemma: c[2], UPOS: ud.UPOS(c[3]), XPOS: ud.XPOS(c[4]), Head: head - 1, Deprel: c[7], Name: "O"})
	if id <= r.glued {
		unspaced = id < r.glued || r.gluedNext
	}
	if id >= r.glued {
		r.glued = 0
	}
	r.space = !unspaced
	return nil
}

// add appends t to the sentence and its form to the text.
func (r *conllu) add(t AnnotatedToken) {
	n := len(r.texts) - 1
	switch {
	case r.paragraph && len(r.texts[n]) > 0:
		r.texts[n] = append(r.texts[n], '\n')
	case r.space:
		r.texts[n] = append(r.texts[n], ' ')
	default:
		t.NoSpaceBefore = true
	}
	r.paragraph, r.space = false, false
	start := len(r.texts[n])
	r.texts[n] = append(r.texts[n], []rune(t.Form)...)
	t.Span = text.Span{Start: start, End: len(r.texts[n])}
	r.sentence = append(r.sentence, t)
}
