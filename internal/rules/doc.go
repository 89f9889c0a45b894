// Package rules holds the rules of this source tree, each of them a test: what each package may import, how many files
// a package may have, which names and words may be used. The data of a rule is a text file of the same name. Each rule
// also has a test that it finds a planted violation.
package rules
