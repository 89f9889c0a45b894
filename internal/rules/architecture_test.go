package rules

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
)

const (
	architecture = "../../ARCHITECTURE.md"
	tableBegins  = "<!-- import table: made by make docs from internal/rules/imports.txt -->\n"
	tableEnds    = "<!-- end of the import table -->\n"
)

// TestArchitectureShowsImports checks that ARCHITECTURE.md shows imports.txt; with -update it rewrites the table there.
func TestArchitectureShowsImports(t *testing.T) {
	rows, err := os.ReadFile("imports.txt")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile(architecture)
	if err != nil {
		t.Fatal(err)
	}
	shown, err := showImports(doc, parseRows(t, "imports.txt", rows, 3))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(shown, doc) {
		return
	}
	if !*update {
		t.Fatal("the import table in ARCHITECTURE.md is not that of internal/rules/imports.txt; run make docs")
	}
	if err := os.WriteFile(architecture, shown, 0o644); err != nil {
		t.Fatal(err)
	}
}

// showImports returns the document with the rows of the import table between its two markers.
func showImports(doc []byte, rows [][]string) ([]byte, error) {
	before, rest, begins := bytes.Cut(doc, []byte(tableBegins))
	_, after, ends := bytes.Cut(rest, []byte(tableEnds))
	if !begins || !ends {
		return nil, fmt.Errorf("ARCHITECTURE.md does not have the lines %q and %q", tableBegins, tableEnds)
	}
	var b bytes.Buffer
	b.Write(before)
	b.WriteString(tableBegins)
	b.WriteString("\n| package | may import | must not know |\n|---|---|---|\n")
	for _, row := range rows {
		if row[0] == "all tests" || row[0] == "its tests" {
			continue
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", shortened(row[0]), shownEntries(row[1]), row[2])
	}
	b.WriteString("\n")
	b.WriteString(tableEnds)
	b.Write(after)
	return b.Bytes(), nil
}

func shownEntries(list string) string {
	var names []string
	for _, entry := range entries(list) {
		names = append(names, shortened(entry))
	}
	if names == nil {
		return "–"
	}
	return strings.Join(names, ", ")
}

// shortened returns the name of a package or library without the part that most of them share.
func shortened(name string) string {
	name = strings.TrimPrefix(name, "internal/")
	return strings.TrimPrefix(name, "github.com/")
}

func TestArchitectureFindsStaleTable(t *testing.T) {
	stale := []byte("# A\n" + tableBegins + "| old |\n" + tableEnds + "rest\n")
	got, err := showImports(stale, [][]string{
		{"all tests", "example.org/cmp", "-"},
		{"internal/low", "-", "all else"},
		{"internal/high", "internal/low, github.com/who/lib", "the wire"},
		{"its tests", "internal/x", "-"},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "# A\n" + tableBegins + `
| package | may import | must not know |
|---|---|---|
| low | – | all else |
| high | low, who/lib | the wire |

` + tableEnds + "rest\n"
	if string(got) != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if _, err := showImports([]byte("no markers"), nil); err == nil {
		t.Error("a document without markers is accepted")
	}
}
