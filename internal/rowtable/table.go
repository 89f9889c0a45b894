package rowtable

import (
	"bufio"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// ErrTooWide reports that the rows of a table have too many columns.
var ErrTooWide = errors.New("too many columns")

// mostColumns is how many columns a table may have: each row has them all.
const mostColumns = 4096

// Table gathers rows whose columns are known only when all have come. It is for one goroutine. What is much it keeps in
// a temporary file, so that it takes the same memory for any number of rows. Close it.
type Table struct {
	// Show is how a value stands in its cell; Cell where it is nil.
	Show func(value any) string

	columns map[string]int // their order of coming
	widths  []int          // of the widest cell of each column, in code points
	rows    int
	kept    spool
	line    []byte
}

// Add adds a row by column. The error is ErrTooWide where there are too many columns, and ErrDiskFull.
func (t *Table) Add(row map[string]any) error {
	t.rows++
	t.line = binary.AppendUvarint(t.line[:0], uint64(len(row)))
	for name, value := range row {
		column, err := t.column(name)
		if err != nil {
			return err
		}
		cell := t.show(value)
		t.widths[column] = max(t.widths[column], utf8.RuneCountInString(cell))
		t.line = binary.AppendUvarint(t.line, uint64(column))
		t.line = binary.AppendUvarint(t.line, uint64(len(cell)))
		t.line = append(t.line, cell...)
	}
	return t.kept.write(t.line)
}

func (t *Table) show(value any) string {
	if t.Show == nil {
		return Cell(value)
	}
	return t.Show(value)
}

func (t *Table) column(name string) (int, error) {
	if column, known := t.columns[name]; known {
		return column, nil
	}
	if len(t.widths) == mostColumns {
		return 0, fmt.Errorf("%w: the rows have more than %d columns together; take them as JSON", ErrTooWide, mostColumns)
	}
	if t.columns == nil {
		t.columns = map[string]int{}
	}
	t.columns[name] = len(t.widths)
	t.widths = append(t.widths, 0)
	return t.columns[name], nil
}

// Len is how many rows there are.
func (t *Table) Len() int { return t.rows }

// Columns are the names of the columns: "id" first, the others in alphabetical order.
func (t *Table) Columns() []string {
	names := slices.Sorted(maps.Keys(t.columns))
	if at := slices.Index(names, "id"); at > 0 {
		names = slices.Insert(slices.Delete(names, at, at+1), 0, "id")
	}
	return names
}

// WriteCSV writes a heading and the rows, as RFC 4180 has them; nothing where there are no columns.
func (t *Table) WriteCSV(w io.Writer) error {
	c := csv.NewWriter(w)
	if names := t.Columns(); len(names) > 0 {
		if err := c.Write(names); err != nil {
			return err
		}
		if err := t.each(names, c.Write); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// WriteAligned writes a heading and the rows for people to read, two blanks between the columns; nothing where there are
// none.
func (t *Table) WriteAligned(w io.Writer) error {
	names := t.Columns()
	if len(names) == 0 {
		return nil
	}
	heading, widths := make([]string, len(names)), make([]int, len(names))
	for i, name := range names {
		heading[i] = strings.Join(strings.Fields(name), " ")
		widths[i] = max(t.widths[t.columns[name]], utf8.RuneCountInString(heading[i]))
	}
	out := bufio.NewWriter(w)
	write := func(cells []string) error { return writeAligned(out, cells, widths) }
	return errors.Join(write(heading), t.each(names, write), out.Flush())
}

func writeAligned(out *bufio.Writer, cells []string, widths []int) error {
	last := len(cells) - 1
	for i, cell := range cells[:last] {
		fmt.Fprintf(out, "%-*s", widths[i]+2, cell) // the next write has the error too
	}
	_, err := out.WriteString(cells[last] + "\n")
	return err
}

// each calls line with the cells of every row, in the order of names.
func (t *Table) each(names []string, line func(cells []string) error) error {
	place := make([]int, len(names)) // of each column
	for i, name := range names {
		place[t.columns[name]] = i
	}
	in, err := t.kept.reader()
	if err != nil {
		return err
	}
	cells, buffer := make([]string, len(names)), []byte(nil)
	for range t.rows {
		clear(cells)
		if buffer, err = readCells(in, cells, place, buffer); err != nil {
			return fmt.Errorf("rows of a table: %w", err)
		}
		if err := line(cells); err != nil {
			return err
		}
	}
	return nil
}

// readCells reads what Add wrote of one row, each cell to its place.
func readCells(in *bufio.Reader, cells []string, place []int, buffer []byte) ([]byte, error) {
	n, err := binary.ReadUvarint(in)
	for ; err == nil && n > 0; n-- {
		column, fault := binary.ReadUvarint(in)
		size, wrong := binary.ReadUvarint(in)
		if err = errors.Join(fault, wrong); err != nil {
			break
		}
		buffer = slices.Grow(buffer[:0], int(size))[:size]
		if _, err = io.ReadFull(in, buffer); err == nil {
			cells[place[column]] = string(buffer)
		}
	}
	return buffer, err
}

// Close gives back what the table keeps.
func (t *Table) Close() error { return t.kept.close() }

// Cell is a value as a table shows it: words as they are, nothing for nothing, all else as JSON on one line.
func Cell(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Sprint(value)
	}
	return strings.TrimSuffix(out.String(), "\n")
}
