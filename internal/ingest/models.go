package ingest

import (
	"io/fs"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/ling"
)

// Models holds the stages that are trained. Both are safe for concurrent use.
type Models struct {
	Annotator *ling.Annotator
	Extractor *attribution.Extractor
}

// The names of the embedded models.
const (
	FastModels    = attribution.Fast // linear models and trees
	FullModels    = attribution.Full // the same kinds of models on the output of a pretrained encoder
	DefaultModels = FullModels
)

// EmbeddedModels returns the models called name that are embedded in the program: [FastModels] or [FullModels].
func EmbeddedModels(name string) (Models, error) {
	annotator, err := ling.Default()
	if err != nil {
		return Models{}, err
	}
	extractor, err := attribution.New(name)
	if err != nil {
		return Models{}, err
	}
	return Models{annotator, extractor}, nil
}

// OpenModels reads models from folder, which must contain all of them. Errors name the file and wrap [fs.ErrNotExist] or an
// error of package modelfile.
func OpenModels(folder fs.FS) (Models, error) {
	annotator, err := ling.New(folder)
	if err != nil {
		return Models{}, err
	}
	extractor, err := attribution.Open(folder)
	if err != nil {
		return Models{}, err
	}
	return Models{annotator, extractor}, nil
}
