package document

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

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
