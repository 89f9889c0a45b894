// Command release describes the binaries of a release. For each binary in a directory it writes a software bill of
// materials in CycloneDX JSON, read from the list of modules that the Go linker puts into the binary, and then a file
// SHA256SUMS with the checksum of every file of the directory. The same binaries always give the same bytes.
//
//	go run ./internal/release -version v0.1.0 dist
package main

import (
	"crypto/sha256"
	"debug/buildinfo"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// sumsFile is the name of the file of checksums, in the format of sha256sum.
const sumsFile = "SHA256SUMS"

// sbomSuffix ends the name of a bill of materials, after that of its binary.
const sbomSuffix = ".cdx.json"

func main() {
	version := flag.String("version", "devel", "version of the release")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: release [-version VERSION] DIR")
		os.Exit(2)
	}
	if err := describe(flag.Arg(0), *version); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// describe writes the bills of materials and the checksums of the binaries in dir, in place of earlier ones.
func describe(dir, version string) error {
	binaries, err := files(dir, func(name string) bool { return name != sumsFile && !strings.HasSuffix(name, sbomSuffix) })
	if err != nil {
		return err
	}
	if len(binaries) == 0 {
		return errors.New(dir + " holds no binaries; run make release")
	}
	for _, name := range binaries {
		info, err := buildinfo.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		sbom, err := newBOM(info, version).encode()
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name+sbomSuffix), sbom, 0o644); err != nil {
			return err
		}
	}
	return writeSums(dir)
}

// writeSums writes the SHA-256 checksums of all files in dir.
func writeSums(dir string) error {
	names, err := files(dir, func(name string) bool { return name != sumsFile })
	if err != nil {
		return err
	}
	var sums strings.Builder
	for _, name := range names {
		sum, err := sha256File(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%s  %s\n", sum, name)
	}
	return os.WriteFile(filepath.Join(dir, sumsFile), []byte(sums.String()), 0o644)
}

// files returns the names of the files in dir that are wanted, sorted.
func files(dir string, wanted func(name string) bool) ([]string, error) {
	entries, err := os.ReadDir(dir)
	var names []string
	for _, entry := range entries {
		if !entry.IsDir() && wanted(entry.Name()) {
			names = append(names, entry.Name())
		}
	}
	return names, err
}

func sha256File(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}
