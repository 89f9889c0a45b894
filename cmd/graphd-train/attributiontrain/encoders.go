package attributiontrain

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"

	"graphd/internal/ingest/attribution/spans"
	"graphd/internal/ingest/attribution/spans/neural"
	"graphd/internal/ingest/ling/encoder"
)

// encoderFiles is a folder with the fine-tuned encoders: two for each part of the texts that were not trained on that part, after
// the first stage of the training (0-first) and after the last (0), and one that was trained on all texts. It is empty for a training
// without an encoder.
type encoderFiles string

// encoderParts is the number of parts of the texts. Each part needs a training of the encoder without it.
const encoderParts = 2

// encoderStages are the ends of the names of the folders of a part, by stage of the training.
var encoderStages = [...]string{"-first", ""}

// read gives each text the readings of the encoders that were not trained on it, and the names that the last one finds. They are the
// encoders of the text's fold modulo the number of parts, see encoderText.
func (f encoderFiles) read(texts []spans.MarkedText) error {
	if f == "" {
		return nil
	}
	var readers [encoderParts][]*neural.Reader
	for i := range readers {
		for _, stage := range encoderStages {
			reader, err := neural.Open(os.DirFS(filepath.Join(string(f), strconv.Itoa(i)+stage)))
			if err != nil {
				return err
			}
			readers[i] = append(readers[i], reader)
		}
	}
	errs := make([]error, len(texts))
	forEach(len(texts), func(i int) { errs[i] = readText(&texts[i], readers[i%settings.Folds%encoderParts]) })
	return errors.Join(errs...)
}

// readText gives x the readings of readers and the names of the last one.
func readText(x *spans.MarkedText, readers []*neural.Reader) error {
	for _, r := range readers {
		reading, err := r.Read(context.Background(), x.Layout)
		if err != nil {
			return err
		}
		x.Readings = append(x.Readings, reading)
	}
	x.Layout = x.Layout.Renamed(x.Readings[len(readers)-1].Names(x.Layout))
	return nil
}

// copyFinal copies the encoder that was trained on all texts to a folder.
func (f encoderFiles) copyFinal(folder string) error {
	if f == "" {
		return nil
	}
	file, err := os.ReadFile(filepath.Join(string(f), encoder.File))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, encoder.File), file, 0o644)
}
