// Command graphd reads documents, finds the statements that they attribute to someone, and answers queries about them,
// each answer with its exact words. This package is the command line: it reads flags and environment variables, connects
// the other packages, and converts errors to messages and exit codes. It contains no rules of the domain.
//
// Main parses the command line into the structs of flags.go and calls the Run method of the command. Each command has a
// file of its own. A command writes its result to standard output, and everything else to standard error.
//
// A place is where a command finds the graph: a store on disk, which only one process can open at a time, or a server.
//
// Exit codes: 0 success, 1 failure, 2 wrong usage.
package main
