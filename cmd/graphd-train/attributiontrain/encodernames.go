package attributiontrain

import (
	"graphd/cmd/graphd-train/corpus"
	"graphd/cmd/graphd-train/lingtrain"
	"graphd/internal/ingest/ling/namer"
	"graphd/internal/ingest/text"
)

// The names of the news articles are those of the machine annotation. Those of the gold corpora are repeated, because their
// texts are shorter and their annotation is better. Chosen by hand.
const (
	wikigoldRepeats = 3
	gumRepeats      = 1
)

// silverNames returns the names of the news articles by the id of the article.
func silverNames(dir corpus.Dir) (map[string]corpus.AnnotatedText, error) {
	texts, err := dir.Silver("train")
	out := make(map[string]corpus.AnnotatedText, len(texts))
	for _, t := range texts {
		out[t.ID] = t
	}
	return out, err
}

// namesOfWords returns the label of each word of an article: that of the annotated token in which it begins. It returns nil
// if there is no annotation.
func namesOfWords(a newsArticle, names map[string]corpus.AnnotatedText) ([]int, error) {
	annotated, ok := names[a.ID]
	if !ok {
		return nil, nil
	}
	tokens := map[int]corpus.AnnotatedToken{} // by each of their code points
	for _, s := range annotated.Sentences {
		for _, t := range s {
			for at := t.Start; at < t.End; at++ {
				tokens[at] = t
			}
		}
	}
	out := make([]int, len(a.layout.Words))
	var last text.Span
	for i, w := range a.words() {
		t, ok := tokens[a.text.Given(w).Start]
		if !ok {
			continue
		}
		label, err := namer.ParseLabel(t.Name)
		if err != nil {
			return nil, err
		}
		if label.Begins() && t.Span == last {
			label++ // a later word of the same token
		}
		out[i], last = int(label), t.Span
	}
	return out, nil
}

// namesOnly returns texts that have names but no attributions, in the format of the fine-tuning. Their fold is -1: all
// trainings use them.
func namesOnly(dir corpus.Dir) ([]encoderText, error) {
	wikigold, err := dir.Names(corpus.Wikigold)
	if err != nil {
		return nil, err
	}
	wikigold, _ = lingtrain.HoldOut(wikigold)
	gum, err := dir.UD(corpus.GUM, "train")
	if err != nil {
		return nil, err
	}
	var out []encoderText
	for _, set := range []struct {
		texts   []corpus.AnnotatedText
		repeats int
	}{{wikigold, wikigoldRepeats}, {gum, gumRepeats}} {
		for _, t := range set.texts {
			text, err := namedText(t)
			if err != nil {
				return nil, err
			}
			for range set.repeats {
				out = append(out, text)
			}
		}
	}
	return out, nil
}

// namedText returns a text in the format of the fine-tuning, with a paragraph for each sentence.
func namedText(t corpus.AnnotatedText) (encoderText, error) {
	out := encoderText{Fold: -1, Unmarked: true}
	for _, s := range t.Sentences {
		out.Paragraphs = append(out.Paragraphs, len(out.Words))
		for _, token := range s {
			label, err := namer.ParseLabel(token.Name)
			if err != nil {
				return out, err
			}
			out.Words = append(out.Words, token.Form)
			out.Names = append(out.Names, int(label))
		}
	}
	return out, nil
}
