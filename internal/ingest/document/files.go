package document

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// Files yields the inputs that paths stand for, in order: a file itself, and for a folder the files in it and in the
// folders under it, by name. Hidden files and folders in a folder are passed over; a file in a folder whose extension
// is not of a known format yields an *Error with ErrSkipped, so that a summary can name it. A path that cannot be
// read yields an *Error, and the next follows. It stops with ctx, whose error it yields.
func Files(ctx context.Context, paths []string) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		for _, path := range paths {
			if err := ctx.Err(); err != nil {
				yield(Input{}, err)
				return
			}
			if !expand(ctx, path, yield) {
				return
			}
		}
	}
}

// expand yields what one path stands for, and reports whether more is wanted.
func expand(ctx context.Context, root string, yield func(Input, error) bool) bool {
	info, err := os.Stat(root)
	if err != nil {
		return yield(Input{}, pathError(root, err))
	}
	if !info.IsDir() {
		return yield(Input{Name: root}, nil)
	}
	more := true
	found := false
	_ = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		switch {
		case ctx.Err() != nil:
			more = false
			yield(Input{}, ctx.Err())
		case err != nil:
			more = yield(Input{}, pathError(path, err))
		case path != root && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir():
			found = true
			more = yieldFile(path, entry, yield)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	if more && !found {
		return yield(Input{}, &Error{Name: root, Err: fmt.Errorf("%w: the folder holds no files", ErrEmpty), Hint: "check the path"})
	}
	return more
}

func yieldFile(path string, entry fs.DirEntry, yield func(Input, error) bool) bool {
	info, err := os.Stat(path) // not the entry's: links to files are followed
	switch {
	case err != nil:
		return yield(Input{}, pathError(path, err))
	case !info.Mode().IsRegular():
		return yield(Input{}, &Error{Name: path, Err: fmt.Errorf("%w a folder: no regular file", ErrSkipped)})
	case byExtension[strings.ToLower(filepath.Ext(entry.Name()))] == 0:
		return yield(Input{}, &Error{Name: path, Err: fmt.Errorf("%w a folder with this extension", ErrSkipped), Hint: "name the file itself to read it"})
	}
	return yield(Input{Name: path}, nil)
}

func pathError(path string, err error) *Error {
	e := openError(err)
	e.Name = path
	return e
}
