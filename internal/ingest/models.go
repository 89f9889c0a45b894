package ingest

import (
	"io/fs"

	"graphd/internal/ingest/attribution"
	"graphd/internal/ingest/ling"
)

// Models are the stages that are trained.
type Models struct {
	Annotator *ling.Annotator
	Extractor *attribution.Extractor
}

// EmbeddedModels are those that the program comes with.
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

// OpenModels reads the models in a folder, which must hold all of them. Its errors name the file and wrap
// fs.ErrNotExist or those of package modelfile.
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
