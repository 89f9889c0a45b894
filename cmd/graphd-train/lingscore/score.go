package lingscore

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"graphd/cmd/graphd-train/corpus"
	"graphd/cmd/graphd-train/lingtrain"
	"graphd/internal/ingest/attribution/spans/neural"
	"graphd/internal/ingest/ling/lemma"
	"graphd/internal/ingest/ling/namer"
	"graphd/internal/ingest/ling/parser"
	"graphd/internal/ingest/ling/tagger"
)

// Run scores the models and writes the table.
func Run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("eval", flag.ContinueOnError)
	dir := corpus.Flag(flags)
	models := flags.String("models", "internal/ingest/ling/models", "`folder` of the models to score")
	encoder := flags.String("encoder", "internal/ingest/attribution/spans/models/full", "`folder` of the encoder to score")
	scores := flags.String("scores", "", "`file` that the table is written to as well")
	diff := flags.Bool("diff", false, "write each token and sentence that differs from the gold standard")
	if err := flags.Parse(args); err != nil {
		return err
	}
	m, err := readModels(*models)
	if err != nil {
		return err
	}
	if m.reader, err = neural.Open(os.DirFS(*encoder)); err != nil {
		return err
	}
	table, err := m.table(*dir, out, *diff)
	if err != nil {
		return err
	}
	fmt.Fprint(out, table)
	if *scores == "" {
		return nil
	}
	return os.WriteFile(*scores, []byte(table), 0o644)
}

// lingModels holds the models of the linguistic layer, which are scored one by one.
type lingModels struct {
	tagger     *tagger.Tagger
	lemmatizer *lemma.Lemmatizer
	parser     *parser.Parser
	namer      *namer.Namer
	reader     *neural.Reader
	sizes      []string
}

// readModels reads the models in folder dir.
func readModels(dir string) (m lingModels, err error) {
	file := func(kind string) (content []byte) {
		if err == nil {
			content, err = os.ReadFile(filepath.Join(dir, kind+".model"))
			m.sizes = append(m.sizes, fmt.Sprintf("%s %d", kind, (len(content)+1023)/1024))
		}
		return content
	}
	files := map[string][]byte{}
	for _, kind := range []string{tagger.Kind, lemma.Kind, parser.Kind, namer.Kind} {
		files[kind] = file(kind)
	}
	if err != nil {
		return m, err
	}
	if m.tagger, _, err = tagger.Decode(files[tagger.Kind]); err != nil {
		return m, err
	}
	if m.lemmatizer, _, err = lemma.Decode(files[lemma.Kind]); err != nil {
		return m, err
	}
	if m.parser, _, err = parser.Decode(files[parser.Kind]); err != nil {
		return m, err
	}
	m.namer, _, err = namer.Decode(files[namer.Kind])
	return m, err
}

// table returns the scores as Markdown.
func (m lingModels) table(dir corpus.Dir, out io.Writer, diff bool) (string, error) {
	var b strings.Builder
	b.WriteString(scoresHead)
	fmt.Fprintf(&b, "Models in kB: %s.\n\n", strings.Join(m.sizes, ", "))
	b.WriteString("| dev part | tokens F1 | sentences F1 | XPOS | UPOS | lemma | UAS | LAS |\n|---|---|---|---|---|---|---|---|\n")
	sets, err := devSets(dir)
	if err != nil {
		return "", err
	}
	for _, s := range sets {
		var w io.Writer
		if diff {
			w = out
		}
		cut, word := scoreSegmentation(s.documents, w), m.scoreWords(corpus.Sentences(s.documents))
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", s.name, cut.tokens.F1(), cut.sentences.F1(),
			word.xpos, word.upos, word.lemma, word.unlabelled, word.labelled)
	}
	b.WriteString("\n| names, F1 without and with the encoder | all | person | organisation | place | other |\n|---|---|---|---|---|---|\n")
	nameSets, err := nameSets(dir, sets[0])
	if err != nil {
		return "", err
	}
	for _, s := range nameSets {
		without, with, err := m.scoreNames(s.documents)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "| %s |", s.name)
		for _, kind := range nameKinds {
			fmt.Fprintf(&b, " %s → %s |", without[kind].F1(), with[kind].F1())
		}
		b.WriteString("\n")
	}
	b.WriteString(peers)
	return b.String(), nil
}

const scoresHead = `# Scores of the linguistic layer

Written by ` + "`go run ./cmd/graphd-train eval -scores internal/ingest/ling/testdata/scores.golden`" + `, in percent.
Tokens and sentences: exact spans, on the raw text. All else: on the corpus's own tokens, tags and trees predicted.
The news is annotated by machine (silver): agreement with it, not truth. The treebanks are annotated by hand, their tags
and relations brought to the same scheme, hyphenated words whole; lemmas regardless of case; punctuation counts.
Names of wikigold and re3d: every fifth block of 25 sentences, which training left out. Names of GUM and re3d are by other
conventions than those learned (GUM names every proper noun, re3d also describes): they represent unknown domains.

`

const peers = `
Published peers, for orientation. They score test parts, not dev, with the treebank's own tags and relations, each trained on
that treebank alone; here one model serves news, web and ten genres, in the news layer's scheme.

| system | data | setting | sentences F1 | XPOS | UPOS | lemma | UAS | LAS |
|---|---|---|---|---|---|---|---|---|
| UDPipe 1.2 (linear and small networks, 2,300 tokens/s) | UD 2.5 EWT | gold tokens | – | – | 94.43 | 96.41 | 84.40 | 81.08 |
| the same | UD 2.5 EWT | raw text | 86.92 | – | 93.34 | 95.45 | 81.83 | 78.64 |
| LIMA 0.1.5 (recurrent networks) | UD 2.6 EWT | gold tokens | – | – | 95.95 | 95.09 | 87.91 | 84.65 |
| UDify (multilingual BERT) | UD 2.6 EWT | gold tokens | – | – | 96.29 | 97.39 | 91.12 | 88.53 |
| spaCy en_udv25_englishewt_trf (RoBERTa) | UD 2.5 EWT | raw text | 90.62 | 96.36 | 96.94 | 97.36 | 91.90 | 89.42 |
| spaCy en_core_web_lg 3 (convolutions, 0.8 GB) | OntoNotes 5 | raw text | 90.71 | 97.35 | – | – | 92.08 | 90.27 |

The first four are from github.com/aymara/lima-models (eval.md), the fifth and sixth from the models' cards by Explosion.
Names: spaCy en_core_web_lg 85.4 (OntoNotes, 18 kinds); Stanford's linear model 86.3 (CoNLL 2003 test, 4 kinds,
nlp.stanford.edu/projects/project-ner.shtml): each on the domain that it was trained on.

The name finder learns by log loss, with lists of names as features. Steps on the way (news / wikigold / GUM): averaged perceptron
85.3 / 63.9 / 53.1; the same with lists 85.0 / 63.5 / 54.2; log loss without lists 89.1 / 67.5 / 56.0, with lists 88.9 / 70.0 / 58.5.
Between trainings that differ in one setting alone, wikigold (some 700 names) differs by a point either way.

Tried and not adopted: GUM's names in training (GUM 60.5, wikigold 66.0), with weights for each corpus in addition to shared ones
(perceptron: no gain; log loss: GUM 59.5, wikigold 69.6), re3d's, filings' and short messages' names (perceptron: wikigold 61.8), a third of the
silver news (83.6 / 63.0 / 54.3), features of the whole sequence of capitalised words (wikigold 68.8), one document in three read without
the lists (88.6 / 68.6 / 57.9), a share of 15 % of the capitalised words of a document unknown (perceptron: 62.5). The tagger by log loss: 97.95 on
the news, 94.18 on EWT, 96.33 on GUM; not adopted, because every model that depends on its tags would have to be trained again for a small gain.
`

// devSet is a part of a corpus that models are scored on.
type devSet struct {
	name      string
	documents []corpus.AnnotatedText
}

// devSets returns the dev parts for segmentation, tags and trees.
func devSets(d corpus.Dir) ([]devSet, error) {
	silver, err := d.Silver("dev")
	if err != nil {
		return nil, err
	}
	sets := []devSet{{"PolNeAR (silver)", silver}}
	for _, bank := range []struct{ file, name string }{{corpus.EWT, "UD EWT"}, {corpus.GUM, "UD GUM"}} {
		ds, err := d.UD(bank.file, "dev")
		if err != nil {
			return nil, err
		}
		sets = append(sets, devSet{bank.name, ds})
	}
	return sets, nil
}

// nameSets returns the dev parts for names: the news and what the gold corpora of names hold out.
func nameSets(d corpus.Dir, news devSet) ([]devSet, error) {
	sets := []devSet{news}
	gum, err := d.UD(corpus.GUM, "dev")
	if err != nil {
		return nil, err
	}
	sets = append(sets, devSet{"UD GUM", gum})
	for _, c := range []struct {
		columns corpus.Columns
		name    string
	}{{corpus.Wikigold, "wikigold"}, {corpus.RE3D, "re3d"}} {
		ds, err := d.Names(c.columns)
		if err != nil {
			return nil, err
		}
		_, held := lingtrain.HoldOut(ds)
		sets = append(sets, devSet{c.name, held})
	}
	return sets, nil
}
