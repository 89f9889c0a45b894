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

// EmbeddedModels returns the models that are embedded in the program.
func EmbeddedModels() (Models, error) {
	annotator, err := ling.Default()
	if err != nil {
		return Models{}, err
	}
	extractor, err := attribution.New()
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
