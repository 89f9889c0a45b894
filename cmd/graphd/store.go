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

// open opens the store for writing. It creates the store if it does not exist. The caller closes it.
func (f storeFlags) open() (*graph.Store, error) {
	if err := f.refuseForeign(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(f.Data, 0o700); err != nil {
		return nil, fmt.Errorf("%s: %w; choose another directory with --data", f.Data, withoutPath(err))
	}
	f.limitMemory()
	return graph.Open(f.Data, graph.Options{Base: vocab.Base(f.BaseIRI), CacheBytes: int64(f.Cache)})
}

// refuseForeign returns an error if the directory holds files but no store, so that the files of a new store are not
// mixed with others.
func (f dataFlag) refuseForeign() error {
	if isStore, others := f.inspect(); !isStore && others > 0 {
		return fmt.Errorf("%s: %w: it holds %s; choose an empty or a new directory with --data", f.Data, graph.ErrForeign, term.Count(others, "other file"))
	}
	return nil
}

// inspect reports whether the directory holds a store, and counts the files that belong to none. A store has a LOCK file
// or a marker, even if the process that created it was killed. Hidden files and lost+found, which a mounted volume may
// contain, are ignored. A directory that is missing or unreadable counts as empty: opening the store reports it.
func (f dataFlag) inspect() (isStore bool, others int) {
	entries, _ := os.ReadDir(f.Data)
	for _, entry := range entries {
		switch name := entry.Name(); {
		case name == "LOCK" || strings.HasPrefix(name, "marker."):
			return true, 0
		case name != "lost+found" && !strings.HasPrefix(name, "."):
			others++
		}
	}
	return false, others
}

// memoryBesidesCache is the memory that the process may use in addition to the cache, in bytes: for models, running
// queries, and sorting in a load.
const memoryBesidesCache = 2 * graph.DefaultLoadBytes

// limitMemory sets Go's soft memory limit to the cache plus memoryBesidesCache; without it, garbage may take as much
// memory again as live data. GOMEMLIMIT has precedence.
func (f dataFlag) limitMemory() {
	if _, set := os.LookupEnv("GOMEMLIMIT"); !set {
		debug.SetMemoryLimit(int64(f.Cache) + memoryBesidesCache)
	}
}

// openLibrary opens the store, and the library of its documents. The caller closes the store.
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

// openExisting opens a store. It fails, and writes nothing, if the directory does not exist, is empty or holds other files.
func (f dataFlag) openExisting(opts graph.Options) (*graph.Store, error) {
	if err := f.refuseForeign(); err != nil {
		return nil, err
	}
	info, err := os.Stat(f.Data)
	if isStore, _ := f.inspect(); errors.Is(err, os.ErrNotExist) || err == nil && info.IsDir() && !isStore {
		return nil, fmt.Errorf("%s: %w", f.Data, graph.ErrAbsent)
	}
	f.limitMemory()
	opts.CacheBytes = int64(f.Cache)
	return graph.Open(f.Data, opts)
}

// openToRead opens an existing store read-only.
func (f dataFlag) openToRead() (*graph.Store, error) {
	return f.openExisting(graph.Options{ReadOnly: true})
}

// newPipeline returns a pipeline with the embedded gazetteer. An empty base means vocab.DefaultBase.
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

// closing closes a resource when a command returns. It sets err if closing fails and err is nil.
func closing(open io.Closer, err *error) {
	if failure := open.Close(); *err == nil {
		*err = failure
	}
}

// withNextStep returns the message of an error, and what the user can do on the command line about it.
func withNextStep(err error) string {
	for _, step := range []struct {
		of   error
		next string
	}{
		{graph.ErrLocked, "ingest, query, subgraph, delete and check reach the server that has it open with --server URL"},
		{graph.ErrAbsent, "`graphd ingest FILE --data DIR` creates one"},
		{query.ErrTimeout, "narrow the query, or raise --timeout"},
		{subgraph.ErrNoRoot, "`graphd query --name find-entity` finds people and bodies by their names"},
		{library.ErrNoDocument, "`graphd query --name documents-issued` lists them"},
		{library.ErrNoPublication, "`graphd query 'g.V(\"doc:…\").out(\"schema:workExample\").all()'` lists those of a document"},
	} {
		if errors.Is(err, step.of) {
			return err.Error() + "; " + step.next
		}
	}
	return err.Error()
}

// name returns the value of the flag, or the name of the models that are used without it.
func (f modelsFlag) name() string { return cmp.Or(f.Models, ingest.DefaultModels) }

// open reads the models that the flag names, or those in the directory that it names.
func (f modelsFlag) open() (ingest.Models, error) {
	if name := f.name(); name == ingest.FastModels || name == ingest.FullModels {
		return ingest.EmbeddedModels(name)
	}
	if info, err := os.Stat(f.Models); err != nil {
		return ingest.Models{}, fmt.Errorf("--models %s: %w; give fast, full or the path of a directory", f.Models, withoutPath(err))
	} else if !info.IsDir() {
		return ingest.Models{}, fmt.Errorf("--models %s: not a directory; name the one that contains the .model files", f.Models)
	}
	models, err := ingest.OpenModels(os.DirFS(f.Models))
	if err != nil {
		return models, fmt.Errorf("--models %s: %w; %s", f.Models, err, modelsStep(err))
	}
	return models, nil
}

// modelsStep returns what the user can do about models that cannot be read.
func modelsStep(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "the directory must contain all models: copy the missing ones from a complete set"
	case errors.Is(err, modelfile.ErrFormat):
		return "use the version of graphd that it was made for, or train it again with `make train`"
	}
	return "copy the file again, or train it again with `make train`"
}
