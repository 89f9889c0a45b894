package main

import (
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBOM(t *testing.T) {
	info := &debug.BuildInfo{
		GoVersion: "go1.26.0",
		Main:      debug.Module{Path: "graphd", Version: "(devel)"},
		Deps: []*debug.Module{
			{Path: "github.com/DataDog/zstd", Version: "v1.5.7", Sum: "h1:abc="},
			{Path: "example.org/old", Version: "v1.0.0", Replace: &debug.Module{Path: "example.org/new", Version: "v2.0.0+incompatible"}},
		},
		Settings: []debug.BuildSetting{{Key: "GOOS", Value: "linux"}, {Key: "vcs.time", Value: "2026-01-01T00:00:00Z"}},
	}
	got, err := newBOM(info, "v0.1.0").encode()
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/bom.cdx.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
}

// The test binary itself is described, twice.
func TestDescribe(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	binary, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "graphd"), binary, 0o755); err != nil {
		t.Fatal(err)
	}
	var before string
	for range 2 {
		if err := describe(dir, "v0.1.0"); err != nil {
			t.Fatal(err)
		}
		sums, err := os.ReadFile(filepath.Join(dir, sumsFile))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(sums)), "\n")
		if len(lines) != 2 || !strings.HasSuffix(lines[0], "  graphd") || !strings.HasSuffix(lines[1], "  graphd.cdx.json") || len(lines[0]) != 64+len("  graphd") {
			t.Errorf("checksums: %q", lines)
		}
		if before != "" && before != string(sums) {
			t.Error("the same binary gives other files the second time")
		}
		before = string(sums)
	}
	sbom, err := os.ReadFile(filepath.Join(dir, "graphd.cdx.json"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(sbom), `"name": "std"`) {
		t.Errorf("the standard library is missing:\n%s", sbom)
	}
}

func TestDescribeRefusesWhatIsNoBinary(t *testing.T) {
	dir := t.TempDir()
	if err := describe(dir, "v0.1.0"); err == nil {
		t.Error("an empty directory is described")
	}
	if err := os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := describe(dir, "v0.1.0"); err == nil || !strings.Contains(err.Error(), "notes.txt") {
		t.Errorf("a text file is described: %v", err)
	}
}
