package corpus

import (
	"encoding/json"
	"fmt"

	"graphd/internal/ingest/ling/ud"
	"graphd/internal/ingest/ling/word"
	"graphd/internal/ingest/text"
)

// Silver reads the machine annotation of a part of the news corpus, train or dev. It skips texts without annotation.
func (d Dir) Silver(part string) ([]AnnotatedText, error) {
	texts, err := d.newsTexts(part)
	if err != nil {
		return nil, err
	}
	var out []AnnotatedText
	err = d.lines("polnear/"+part+".corenlp.jsonl.gz", func(line string) error {
		var l silverLine
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			return err
		}
		given, ok := texts[l.ID]
		if !ok || l.Missing {
			return nil
		}
		doc, err := l.document(given)
		out = append(out, doc)
		return err
	})
	return out, err
}

func (d Dir) newsTexts(part string) (map[string]string, error) {
	texts := make(map[string]string)
	err := d.lines("polnear/"+part+".attributions.jsonl.gz", func(line string) error {
		var l struct{ ID, Text string }
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			return err
		}
		texts[l.ID] = l.Text
		return nil
	})
	return texts, err
}

// A silverLine is a text in the file of the annotation.
type silverLine struct {
	ID      string
	Missing bool
	Sents   []struct {
		Tok []silverToken
		Dep []silverArc
	}
}

type silverToken struct {
	span        text.Span
	form, lemma string
	pos         ud.XPOS
	name        string
}

// UnmarshalJSON parses [begin, end, form, lemma, pos, name].
func (t *silverToken) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&t.span.Start, &t.span.End, &t.form, &t.lemma, &t.pos, &t.name})
}

type silverArc struct {
	head int
	rel  string
}

// UnmarshalJSON parses [head, relation]. Heads count from 1; 0 is the root.
func (a *silverArc) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&a.head, &a.rel})
}

func (l silverLine) document(given string) (AnnotatedText, error) {
	runes := []rune(given)
	doc := AnnotatedText{ID: l.ID, Text: given}
	for _, s := range l.Sents {
		var sent AnnotatedSentence
		for i, t := range s.Tok {
			if t.span.End > len(runes) || i >= len(s.Dep) {
				return doc, fmt.Errorf("document %s: token %d lies outside its text or tree", l.ID, i)
			}
			normal := word.Normal(t.form, t.pos == ud.OpenQuote)
			if t.pos == ud.LRB || t.pos == ud.RRB {
				t.lemma = normal
			}
			sent = append(sent, AnnotatedToken{
				Span: t.span, Form: string(runes[t.span.Start:t.span.End]), Normal: normal,
				Lemma: t.lemma, XPOS: t.pos, Head: s.Dep[i].head - 1, Deprel: s.Dep[i].rel, Name: t.name,
			})
		}
		markBegins(sent, silverNames)
		doc.Sentences = append(doc.Sentences, sent)
	}
	return doc, nil
}

var silverNames = map[string]string{"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}

// markBegins converts runs of one kind to B- and I- labels. Kinds that are not in the map are not names.
func markBegins(s AnnotatedSentence, kinds map[string]string) {
	before := ""
	for i := range s {
		kind := kinds[s[i].Name]
		switch {
		case kind == "":
			s[i].Name = "O"
		case kind == before:
			s[i].Name = "I-" + kind
		default:
			s[i].Name = "B-" + kind
		}
		before = kind
	}
}
