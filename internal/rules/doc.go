// Package rules holds the rules of this source tree, each of them a test: what each package may import, how many files
// a package may have, which names and words may be used. Each rule also has a test that it finds a planted violation.
//
// The rules read text files:
//
//   - imports.txt: what each package may import (imports_test.go); architecture_test.go compares it with ARCHITECTURE.md;
//   - files.txt: packages that may have more files (files_test.go);
//   - types.txt: names of types that several packages may declare (types_test.go);
//   - tags.txt: files that may contain literals of tags and relations (tags_test.go);
//   - words.txt: words that are not plain English, and wordsleft.txt: files that may contain them (words_test.go);
//   - allowances.txt: how many findings each rule may still have (findings_test.go).
package rules
