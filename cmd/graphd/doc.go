// Graphd reads documents, finds what they report that somebody said, and answers questions about it, each answer with
// its exact words. This package is the command line: it reads flags and environment, puts the parts together, and
// turns errors into messages and exit codes. It knows no rule of the domain.
//
// The path of every command: main parses the command line into the structs of flags.go and calls Run of the command
// that it names. Each command has a file of its own. A command writes what was asked for to standard output, and
// everything about how that went to standard error.
//
// A place is where a command finds the graph: a store on disk, that one process at a time can open, or a server.
//
// Exit codes: 0 done, 1 failed, 2 wrong use.
package main
