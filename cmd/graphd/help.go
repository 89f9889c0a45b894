package main

import (
	"github.com/alecthomas/kong"
)

func (helpCmd) Help() string {
	return `Prints the same text as --help after the command.

Example:

    $ graphd help query`
}

func (cmd helpCmd) Run(k *kong.Context) error {
	args := []string{"--help"}
	if cmd.Command != "" {
		args = []string{cmd.Command, "--help"}
	}
	if _, err := k.Kong.Parse(args); err != nil {
		return parseError(err)
	}
	return nil
}
