package main

import (
	"fmt"
	"runtime/debug"

	"graphd/internal/term"
)

// version is set by the linker: -X main.version=v1.2.3.
var version = "devel"

func (versionCmd) Help() string {
	return `Example:

    $ graphd version
    graphd v0.1.0, go1.26.0`
}

func (versionCmd) Run(c *term.Console) error {
	_, err := fmt.Fprintln(c.Out, fullVersion())
	return err
}

// fullVersion returns the versions of graphd and of Go.
func fullVersion() string {
	toolchain := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		toolchain = ", " + info.GoVersion
	}
	return "graphd " + version + toolchain
}
