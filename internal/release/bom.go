package main

import (
	"bytes"
	"encoding/json"
	"runtime/debug"
	"slices"
	"strings"
)

// A bom is a software bill of materials: the part of CycloneDX 1.5 that is known of a Go binary. It has no serial
// number and no timestamp, so that a build can be reproduced.
// See https://cyclonedx.org/docs/1.5/json/.
type bom struct {
	Format       string          `json:"bomFormat"`
	SpecVersion  string          `json:"specVersion"`
	Version      int             `json:"version"`
	Metadata     bomMetadata     `json:"metadata"`
	Components   []bomComponent  `json:"components"`
	Dependencies []bomDependency `json:"dependencies"`
}

type bomMetadata struct {
	Component bomComponent `json:"component"`
}

// A bomComponent is a program or a library in it.
type bomComponent struct {
	Type       string        `json:"type"` // application or library
	Ref        string        `json:"bom-ref"`
	Name       string        `json:"name"`
	Version    string        `json:"version"`
	PURL       string        `json:"purl"`
	Properties []bomProperty `json:"properties,omitempty"`
}

type bomProperty struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// A bomDependency lists the components that a component depends on, by their references.
type bomDependency struct {
	Ref       string   `json:"ref"`
	DependsOn []string `json:"dependsOn"`
}

// reproducedBy names the build settings that are needed to build the same binary again.
var reproducedBy = []string{"GOOS", "GOARCH", "CGO_ENABLED", "-trimpath", "-ldflags", "vcs.revision"}

// newBOM returns the bill of materials of a binary: the program, Go's standard library, and every module.
func newBOM(info *debug.BuildInfo, version string) *bom {
	program := component("application", info.Main.Path, version)
	for _, setting := range info.Settings {
		if slices.Contains(reproducedBy, setting.Key) {
			program.Properties = append(program.Properties, bomProperty{"go:build:" + setting.Key, setting.Value})
		}
	}
	libraries := []bomComponent{component("library", "std", strings.TrimPrefix(info.GoVersion, "go"))}
	for _, module := range info.Deps {
		if module.Replace != nil {
			module = module.Replace
		}
		library := component("library", module.Path, module.Version)
		if module.Sum != "" {
			library.Properties = []bomProperty{{"go:sum", module.Sum}}
		}
		libraries = append(libraries, library)
	}
	refs := make([]string, len(libraries))
	for i, library := range libraries {
		refs[i] = library.Ref
	}
	return &bom{
		Format: "CycloneDX", SpecVersion: "1.5", Version: 1,
		Metadata: bomMetadata{program}, Components: libraries,
		Dependencies: []bomDependency{{program.Ref, refs}},
	}
}

func component(kind, modulePath, version string) bomComponent {
	purl := packageURL(modulePath, version)
	return bomComponent{Type: kind, Ref: purl, Name: modulePath, Version: version, PURL: purl}
}

// packageURL returns the package URL of a Go module. Its specification asks for lower case.
func packageURL(modulePath, version string) string {
	return "pkg:golang/" + strings.ToLower(modulePath) + "@" + strings.ReplaceAll(version, "+", "%2B")
}

func (b *bom) encode() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(b)
	return out.Bytes(), err
}
