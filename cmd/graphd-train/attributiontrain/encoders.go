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

// encoderFiles is a folder with the fine-tuned encoders: one for each part of the texts, in a folder called by its number, that
// was not trained on that part, and one that was trained on all texts. It is empty for a training without an encoder.
type encoderFiles string

// encoderParts is the number of parts of the texts. Each part needs a training of the encoder without it.
const encoderParts = 2

// read gives each text the reading of the encoder that was not trained on it, and the names that it finds. It is the encoder of the text's fold modulo the
// number of parts, see encoderText.
func (f encoderFiles) read(texts []spans.MarkedText) error {
	if f == "" {
		return nil
	}
	var readers [encoderParts]*neural.Reader
	for i := range readers {
		var err error
		if readers[i], err = neural.Open(os.DirFS(filepath.Join(string(f), strconv.Itoa(i)))); err != nil {
			return err
		}
	}
	errs := make([]error, len(texts))
	forEach(len(texts), func(i int) {
		x := &texts[i]
		if x.Neural, errs[i] = readers[i%settings.Folds%encoderParts].Read(context.Background(), x.Layout); errs[i] == nil {
			x.Layout = x.Layout.Renamed(x.Neural.Names(x.Layout))
		}
	})
	return errors.Join(errs...)
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
