package document

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"iter"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// Files yields the inputs for paths, in order: a file as it is, and for a directory all files below it, sorted by name.
// Hidden files and directories below a directory are ignored. A file below a directory whose extension is unknown yields
// a *ReadError with ErrSkipped, so that a summary can count it. A path that cannot be read yields a *ReadError, and
// the next path follows. The identifier of an input is that of FileIdentifier, or below a directory the path from there. When
// ctx ends, Files yields its error and stops.
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

// expand yields the inputs for one path, and reports whether the consumer wants more.
func expand(ctx context.Context, root string, yield func(Input, error) bool) bool {
	info, err := os.Stat(root)
	if err != nil {
		return yield(Input{}, pathError(root, err))
	}
	if !info.IsDir() {
		return yield(Input{Name: root, Identifier: FileIdentifier(root)}, nil)
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
			more = yieldFile(root, path, entry, yield)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	if more && !found {
		return yield(Input{}, &ReadError{Name: root, Err: fmt.Errorf("%w: the directory has no files", ErrEmpty), Hint: "check the path"})
	}
	return more
}

func yieldFile(root, path string, entry fs.DirEntry, yield func(Input, error) bool) bool {
	info, err := os.Stat(path) // not entry.Info: symbolic links to files are followed
	switch {
	case err != nil:
		return yield(Input{}, pathError(path, err))
	case !info.Mode().IsRegular():
		return yield(Input{}, &ReadError{Name: path, Err: fmt.Errorf("%w a directory: not a regular file", ErrSkipped)})
	case byExtension[strings.ToLower(filepath.Ext(entry.Name()))] == 0:
		return yield(Input{}, &ReadError{Name: path, Err: fmt.Errorf("%w a directory with this extension", ErrSkipped), Hint: "name the file on its own to read it"})
	}
	return yield(Input{Name: path, Identifier: folderIdentifier(root, path)}, nil)
}

func pathError(path string, err error) *ReadError {
	e := openError(err)
	e.Name = path
	return e
}

// FileIdentifier returns the identifier of the document in a file that is named on its own: the name of the file, and a hash of
// its directory, so that files with the same name in two directories are two documents. The directory itself does not
// become part of the graph.
func FileIdentifier(name string) string {
	absolute, err := filepath.Abs(name)
	if err != nil {
		absolute = name
	}
	return hidePath(filepath.ToSlash(absolute))
}

// folderIdentifier returns the identifier of the document in a file below a directory that is named: the name of the
// directory and the path from there.
func folderIdentifier(root, name string) string {
	relative, err := filepath.Rel(root, name)
	if err != nil {
		return FileIdentifier(name)
	}
	absolute, err := filepath.Abs(root)
	if err != nil {
		return FileIdentifier(name)
	}
	return path.Join(strings.Trim(filepath.Base(absolute), `/\`), filepath.ToSlash(relative))
}

// localPath matches identifiers that begin like a path in somebody's file system: "/home/ann/a.txt", "~/a.txt", "../a.txt",
// "C:\Users\ann\a.txt", "\\server\share", "file:///home/ann/a.txt".
var localPath = regexp.MustCompile(`^(?:/|~|\.\.(?:[/\\]|$)|[A-Za-z]:[/\\]|\\\\|(?i:file):)`)

// withoutPath returns an identifier as it may enter the graph. Of a path in a file system it keeps the name of the file, and a
// hash of the directory; a relative path that stays below its directory is kept.
func withoutPath(identifier string) string {
	if rest, isURL := cutPrefixFold(identifier, "file:"); isURL {
		if unescaped, err := url.PathUnescape(strings.TrimPrefix(rest, "//")); err == nil {
			rest = unescaped
		}
		return hidePath(rest)
	}
	slashed := strings.ReplaceAll(identifier, `\`, "/")
	if !localPath.MatchString(identifier) && !strings.Contains("/"+slashed+"/", "/../") {
		return identifier
	}
	return hidePath(slashed)
}

// hidePath returns the last part of a path with slashes, and 48 bits of the hash of what is before it.
func hidePath(name string) string {
	dir, base := path.Split(path.Clean(name))
	sum := sha256.Sum256([]byte(dir))
	return base + "@" + hex.EncodeToString(sum[:6])
}
