package ui

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"path"
)

//go:embed index.html icon.svg app style docs console/index.html console/console.css console/console.js console/LICENSES.txt
var files embed.FS

// Path is where index.html expects the other files.
const Path = "/ui/"

// Policy is the Content-Security-Policy of index.html: its own files and the API of its own server, and nothing else.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// ConsolePolicy is the same for console/index.html, whose editors make styles and marks of their own.
const ConsolePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// mediaTypes are the files' own, whatever the system knows of their extensions.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".svg":  "image/svg+xml",
	".txt":  "text/plain; charset=utf-8",
}

// File is one file of the explorer.
type File struct {
	Content   []byte
	MediaType string
	ETag      string // weak: the server may compress the file
}

// Open finds a file by its name: "index.html", "app/main.js". It is false where there is none.
func Open(name string) (File, bool) {
	content, err := files.ReadFile(name)
	if err != nil {
		return File{}, false
	}
	sum := sha256.Sum256(content)
	tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`
	return File{Content: content, MediaType: mediaTypes[path.Ext(name)], ETag: tag}, true
}
