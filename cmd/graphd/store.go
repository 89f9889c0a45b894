package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"

	"graphd/internal/graph"
	"graphd/internal/graph/query"
	"graphd/internal/graph/subgraph"
	"graphd/internal/graph/vocab"
	"graphd/internal/ingest"
	"graphd/internal/ingest/ling/modelfile"
	"graphd/internal/library"
	"graphd/internal/term"
	"graphd/quads"
)

// open opens the store for writing, and makes it first where there is none. The caller closes it.
func (f storeFlags) open() (*graph.Store, error) {
	if err := f.refuseOthers(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(f.Data, 0o700); err != nil {
		return nil, fmt.Errorf("%s: %w; choose another directory with --data", f.Data, withoutPath(err))
	}
	f.boundMemory()
	return graph.Open(f.Data, graph.Options{Base: vocab.Base(f.BaseIRI), CacheBytes: int64(f.Cache)})
}

// refuseOthers keeps a new store out of a folder that holds something else, where its files would be lost among others'.
// A store, also one that was being made when its process ended, has a lock or a marker; a volume of its own may come with
// lost+found, and any folder with a hidden file.
func (f dataFlag) refuseOthers() error {
	entries, err := os.ReadDir(f.Data)
	if err != nil {
		return nil //nolint:nilerr // what is not there, or not to be read, is for those who open it to tell
	}
	others := 0
	for _, entry := range entries {
		switch name := entry.Name(); {
		case name == "LOCK" || strings.HasPrefix(name, "marker."):
			return nil
		case name != "lost+found" && !strings.HasPrefix(name, "."):
			others++
		}
	}
	if others > 0 {
		return fmt.Errorf("%s: %w: it holds %s; choose an empty or a new directory with --data", f.Data, graph.ErrForeign, term.Count(others, "other file"))
	}
	return nil
}

// besideCache is what the process may have beside the cache, in bytes: models, queries under way, a load's sorting.
const besideCache = 2 * graph.DefaultLoadBytes

// boundMemory makes the whole process keep to the cache and what is beside it: else Go lets garbage take as much again as
// what is in use. GOMEMLIMIT goes before it.
func (f dataFlag) boundMemory() {
	if _, set := os.LookupEnv("GOMEMLIMIT"); !set {
		debug.SetMemoryLimit(int64(f.Cache) + besideCache)
	}
}

// openLibrary opens the store with the library of its documents. The caller closes the store.
func (f storeFlags) openLibrary(models modelsFlag) (*graph.Store, *library.Library, error) {
	trained, err := models.open()
	if err != nil {
		return nil, nil, err
	}
	store, err := f.open()
	if err != nil {
		return nil, nil, err
	}
	pipeline, err := newPipeline(trained, store.Base())
	if err != nil {
		closing(store, &err)
		return nil, nil, err
	}
	return store, library.New(store, pipeline), nil
}

// openExisting opens a store that is there.
func (f dataFlag) openExisting(opts graph.Options) (*graph.Store, error) {
	if _, err := os.Stat(f.Data); errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", f.Data, graph.ErrAbsent)
	}
	f.boundMemory()
	opts.CacheBytes = int64(f.Cache)
	return graph.Open(f.Data, opts)
}

// openToRead opens a store that is there, and writes nothing to it.
func (f dataFlag) openToRead() (*graph.Store, error) {
	return f.openExisting(graph.Options{ReadOnly: true})
}

// newPipeline is the pipeline for the instances of base, with the gazetteer that graphd comes with.
func newPipeline(models ingest.Models, base vocab.Base) (*ingest.Pipeline, error) {
	base = cmp.Or(base, vocab.DefaultBase)
	names, err := quads.FS.Open("gazetteer.nq")
	if err != nil {
		return nil, err
	}
	defer names.Close()
	gazetteer, err := ingest.ReadGazetteer(names, base)
	if err != nil {
		return nil, err
	}
	return ingest.NewWith(models, base, gazetteer), nil
}

// closing closes what a command has open, at its end, and reports why that failed unless something failed before.
func closing(open io.Closer, err *error) {
	if failure := open.Close(); *err == nil {
		*err = failure
	}
}

// withNextStep is an error's message with what to do about it, where the command line is what helps.
func withNextStep(err error) string {
	for _, step := range []struct {
		of   error
		next string
	}{
		{graph.ErrLocked, "ingest, query, subgraph, delete and check reach the server that has it open with --server URL"},
		{graph.ErrAbsent, "`graphd ingest FILE --data DIR` makes one"},
		{query.ErrTimeout, "ask for less, or give it longer with --timeout"},
		{subgraph.ErrNoRoot, "`graphd query --name find-entity` finds people and bodies by their names"},
		{library.ErrNoDocument, "`graphd query --name documents-issued` lists them"},
	} {
		if errors.Is(err, step.of) {
			return err.Error() + "; " + step.next
		}
	}
	return err.Error()
}

// open reads the models that the flag names, or those that graphd comes with.
func (f modelsFlag) open() (ingest.Models, error) {
	if f.Models == "" {
		return ingest.EmbeddedModels()
	}
	if info, err := os.Stat(f.Models); err != nil {
		return ingest.Models{}, fmt.Errorf("--models %s: %w; check the path", f.Models, withoutPath(err))
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
