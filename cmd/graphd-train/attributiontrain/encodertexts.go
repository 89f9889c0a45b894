package attributiontrain

import (
	"bufio"
	"encoding/json"
	"flag"
	"io"
	"os"
	"time"

	"graphd/cmd/graphd-train/corpus"
	"graphd/internal/ingest/attribution/spans"
	"graphd/internal/ingest/ling"
)

// encoderText is a training text as the fine-tuning of the encoder reads it: one JSON object on a line. All ranges count words.
type encoderText struct {
	Fold         int                  `json:"fold"`       // index of the text modulo the number of folds
	Words        []string             `json:"words"`      // as written
	Paragraphs   []int                `json:"paragraphs"` // first word of each paragraph
	Attributions []encoderAttribution `json:"attributions"`
	Unmarked     bool                 `json:"unmarked"` // the text has no gold attributions, which does not mean that it has none
	Names        []int                `json:"names"`    // of each word; null if unknown
}

// encoderAttribution is a gold attribution. Its cue reaches from the first word of the cue to the last.
type encoderAttribution struct {
	Cue     [2]int   `json:"cue"`
	Source  [][2]int `json:"source"`
	Content [][2]int `json:"content"`
}

// RunEncoderTexts writes the training texts of the encoder to a file.
func RunEncoderTexts(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("encoder-texts", flag.ContinueOnError)
	dir := corpus.Flag(flags)
	t := trainingRun{out: out, start: time.Now(), styles: stylesFolder}
	path := flags.String("out", "build/encoder/texts.jsonl", "`file` that the texts are written to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	t.dir = *dir
	annotator, err := ling.Default()
	if err != nil {
		return err
	}
	train, texts, err := t.annotated([]*ling.Annotator{annotator, annotator, annotator, annotator})
	if err != nil {
		return err
	}
	names, err := silverNames(t.dir)
	if err != nil {
		return err
	}
	unmarked, err := namesOnly(t.dir)
	if err != nil {
		return err
	}
	file, err := os.Create(*path)
	if err != nil {
		return err
	}
	defer file.Close()
	w := bufio.NewWriter(file)
	encoder := json.NewEncoder(w)
	for i, text := range texts {
		x := asEncoderText(text, i%settings.Folds)
		if i < len(train) {
			if x.Names, err = namesOfWords(train[i], names); err != nil {
				return err
			}
		}
		if err := encoder.Encode(x); err != nil {
			return err
		}
	}
	for _, x := range unmarked {
		if err := encoder.Encode(x); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return file.Close()
}

// asEncoderText returns a training text in the format of the fine-tuning.
func asEncoderText(m spans.MarkedText, fold int) encoderText {
	out := encoderText{Fold: fold}
	for i := range m.Layout.Words {
		out.Words = append(out.Words, m.Layout.Words[i].Form)
	}
	for _, p := range m.Layout.Paragraphs {
		out.Paragraphs = append(out.Paragraphs, p.From)
	}
	for _, a := range m.Marked {
		if len(a.Cue) == 0 {
			continue
		}
		out.Attributions = append(out.Attributions, encoderAttribution{
			Cue: [2]int{a.Cue[0].From, a.Cue[len(a.Cue)-1].To}, Source: pairs(a.Source), Content: pairs(a.Content),
		})
	}
	return out
}

// pairs returns ranges as pairs of numbers, as JSON has them.
func pairs(ranges []ling.Range) [][2]int {
	out := make([][2]int, len(ranges))
	for i, r := range ranges {
		out[i] = [2]int{r.From, r.To}
	}
	return out
}
