package spans

import (
	"embed"
	"fmt"
	"io/fs"
	"sync"
)

// File is the name of the model file.
const File = Kind + ".model"

//go:embed models/*.model
var embedded embed.FS

// Default is the Finder on the embedded model, which is read when it is first asked for.
func Default() (*Finder, error) { return builtin() }

var builtin = sync.OnceValues(func() (*Finder, error) {
	models, err := fs.Sub(embedded, "models")
	if err != nil {
		return nil, err
	}
	return New(models)
})

// New reads the model in the folder models. Its errors wrap those of package modelfile where the file is not what it should be.
func New(models fs.FS) (*Finder, error) {
	file, err := fs.ReadFile(models, File)
	if err != nil {
		return nil, fmt.Errorf("the model for %s: %w", Kind, err)
	}
	f, err := Decode(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", File, err)
	}
	return f, nil
}
