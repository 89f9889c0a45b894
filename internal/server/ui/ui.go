package ui

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"path"
)

//go:embed index.html icon.svg app style docs console/index.html console/console.css console/console.js console/LICENSES.txt
var files embed.FS

// Path is the path at which index.html expects the other files.
const Path = "/ui/"

// Policy is the Content-Security-Policy of index.html. It permits only the files and the API of its own server.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// ConsolePolicy is the policy of console/index.html, whose editors create styles at run time.
const ConsolePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// mediaTypes holds the media types of the files, so that they do not depend on the configuration of the system.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".svg":  "image/svg+xml",
	".txt":  "text/plain; charset=utf-8",
}

// A File is a file of the explorer.
type File struct {
	Content   []byte
	MediaType string
	ETag      string // weak: the server may compress the file
}

// Open returns the file with the given name, such as "index.html" or "app/main.js", and whether it exists.
func Open(name string) (File, bool) {
	content, err := files.ReadFile(name)
	if err != nil {
		return File{}, false
	}
	sum := sha256.Sum256(content)
	tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`
	return File{Content: content, MediaType: mediaTypes[path.Ext(name)], ETag: tag}, true
}
