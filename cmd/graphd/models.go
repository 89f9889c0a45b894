package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"graphd/internal/ingest"
	"graphd/internal/ingest/ling/modelfile"
)

// open reads the models that the flag names, or those that graphd comes with.
func (f modelsFlag) open() (ingest.Models, error) {
	if f.Models == "" {
		return ingest.EmbeddedModels()
	}
	if info, err := os.Stat(f.Models); err != nil {
		return ingest.Models{}, fmt.Errorf("--models %s: %w; check the path", f.Models, bare(err))
	} else if !info.IsDir() {
		return ingest.Models{}, fmt.Errorf("--models %s: not a folder; give the one that holds the .model files", f.Models)
	}
	models, err := ingest.OpenModels(os.DirFS(f.Models))
	if err != nil {
		return models, fmt.Errorf("--models %s: %w; %s", f.Models, err, modelsStep(err))
	}
	return models, nil
}

// modelsStep is what helps against a model that cannot be used.
func modelsStep(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "the folder must hold every model: copy what is missing from a complete set"
	case errors.Is(err, modelfile.ErrFormat):
		return "use the graphd that it was made for, or train it anew with `make train`"
	}
	return "copy the file again, or train it anew with `make train`"
}
