package export

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
)

// sheets returns the CSV files of a ZIP as rows by column name, and the text of the other file.
func sheets(t testing.TB, packed []byte) (map[string][]map[string]string, string) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	found, about := map[string][]map[string]string{}, ""
	for _, file := range archive.File {
		in, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(file.Name, ".csv") {
			about = string(text)
			continue
		}
		rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			named := map[string]string{}
			for i, cell := range row {
				named[rows[0][i]] = cell
			}
			found[file.Name] = append(found[file.Name], named)
		}
	}
	return found, about
}

func TestCSV(t *testing.T) {
	g := difficult(t)
	f, _ := ByName("csv")
	found, about := sheets(t, written(t, f, g))
	if !strings.Contains(about, "nodes_count: 6\nedges_count: 8\nomitted: 0\ncomplete: true\n") {
		t.Error(about)
	}
	got := graphContents{map[string]map[string]any{}, map[string]readEdge{}}
	for _, row := range found["nodes.csv"] {
		row["label"] = row["Label"]
		got.Nodes[row["Id"]] = present(row)
	}
	for _, row := range found["edges.csv"] {
		row["label"], row["weight"] = row["Label"], row["Weight"]
		got.Edges[row["Id"]] = readEdge{row["Source"], row["Target"], present(row)}
	}
	wanted := want(g)
	for _, attributes := range wanted.Nodes {
		asSheet(attributes)
	}
	for _, e := range wanted.Edges {
		asSheet(e.Attributes)
	}
	same(t, wanted, got)
	for _, rows := range found {
		for _, row := range rows {
			for name, cell := range row {
				if _, err := strconv.ParseFloat(cell, 64); err != nil && cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
					t.Errorf("%s: a spreadsheet would evaluate %q as a formula", name, cell)
				}
			}
		}
	}
}

func present(row map[string]string) map[string]any {
	m := map[string]any{}
	for name, cell := range row {
		if cell != "" {
			m[name] = cell
		}
	}
	return m
}

// asSheet converts attributes to cells of a sheet: guarded text with line breaks as encoding/csv reads them.
func asSheet(attributes map[string]any) {
	for name, value := range attributes {
		text := fmt.Sprint(value)
		if s, ok := value.(string); ok && strings.HasPrefix(s, "=") {
			text = "'" + s
		}
		if name == "weight" {
			text = "1.0"
		}
		attributes[name] = strings.ReplaceAll(text, "\r\n", "\n")
	}
}
