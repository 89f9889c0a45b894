package rowtable

import (
	"bufio"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"graphd/internal/graph/vocab"
)

// ErrTooWide reports that the rows of a table have too many columns.
var ErrTooWide = errors.New("too many columns")

// maxColumns is the number of columns that a table can have. It bounds the output, because every row has every column.
// Chosen by hand.
const maxColumns = 4096

// Table collects rows whose columns are known only after the last row, and writes them as CSV or as a text table. Large
// tables spill to a temporary file, so memory does not grow with the number of rows. A Table is for one goroutine and must
// be closed.
type Table struct {
	cell    func(value any) string
	text    bool           // a text table, else CSV
	columns map[string]int // column name → number, in order of appearance
	widths  []int          // of the widest cell of each column, in code points
	rows    int
	kept    spool
	record  []byte // the encoding of the current record
}

// NewCSV returns an empty table that is written as CSV by RFC 4180. Cells hold values unchanged.
func NewCSV() *Table { return &Table{cell: csvCell} }

// NewText returns an empty table that is written for people, with columns aligned. Terms of closed lists are shown by their
// names, without their companion columns, and where base is not empty other IRIs by their short names.
func NewText(base vocab.Base) *Table {
	return &Table{text: true, cell: func(value any) string { return textCell(base, value) }}
}

// Add adds a row. An error wraps ErrTooWide or ErrDiskFull.
func (t *Table) Add(row any) error {
	for _, record := range records(row) {
		if err := t.add(record); err != nil {
			return err
		}
	}
	return nil
}

// add keeps a record as the number of its cells, then column number, size in bytes and text of each.
func (t *Table) add(record map[string]any) error {
	if t.text {
		record = maps.Clone(record)
		maps.DeleteFunc(record, func(column string, _ any) bool { return isCompanion(record, column) })
	}
	t.rows++
	t.record = binary.AppendUvarint(t.record[:0], uint64(len(record)))
	for name, value := range record {
		column, err := t.column(name)
		if err != nil {
			return err
		}
		cell := t.cell(value)
		t.widths[column] = max(t.widths[column], utf8.RuneCountInString(cell))
		t.record = binary.AppendUvarint(t.record, uint64(column))
		t.record = binary.AppendUvarint(t.record, uint64(len(cell)))
		t.record = append(t.record, cell...)
	}
	return t.kept.write(t.record)
}

// column returns the number of a column, which it assigns on first use.
func (t *Table) column(name string) (int, error) {
	if column, known := t.columns[name]; known {
		return column, nil
	}
	if len(t.widths) == maxColumns {
		return 0, fmt.Errorf("%w: the rows have more than %d columns together; take them as JSON", ErrTooWide, maxColumns)
	}
	if t.columns == nil {
		t.columns = map[string]int{}
	}
	t.columns[name] = len(t.widths)
	t.widths = append(t.widths, 0)
	return t.columns[name], nil
}

// Len returns the number of rows that are written, without the heading.
func (t *Table) Len() int { return t.rows }

// sortedColumns returns the names of the columns: "id" first, the others in alphabetical order.
func (t *Table) sortedColumns() []string {
	names := slices.Sorted(maps.Keys(t.columns))
	if at := slices.Index(names, "id"); at > 0 {
		names = slices.Insert(slices.Delete(names, at, at+1), 0, "id")
	}
	return names
}

// Write writes the heading and all rows to w, or nothing where there are no columns.
func (t *Table) Write(w io.Writer) error {
	names := t.sortedColumns()
	switch {
	case len(names) == 0:
		return nil
	case t.text:
		return t.writeText(w, names)
	}
	out := csv.NewWriter(w)
	if err := out.Write(names); err != nil {
		return err
	}
	if err := t.eachRow(names, out.Write); err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

// writeText writes an aligned table with two spaces between columns.
func (t *Table) writeText(w io.Writer, names []string) error {
	heading, widths := make([]string, len(names)), make([]int, len(names))
	for i, name := range names {
		heading[i] = strings.Join(strings.Fields(name), " ")
		widths[i] = max(t.widths[t.columns[name]], utf8.RuneCountInString(heading[i]))
	}
	out := bufio.NewWriter(w)
	write := func(cells []string) error { return writeAligned(out, cells, widths) }
	return errors.Join(write(heading), t.eachRow(names, write), out.Flush())
}

// writeAligned writes one line, with each cell but the last padded to the width of its column.
func writeAligned(out *bufio.Writer, cells []string, widths []int) error {
	last := len(cells) - 1
	for i, cell := range cells[:last] {
		fmt.Fprintf(out, "%-*s", widths[i]+2, cell) // an error sticks and is returned by the next write
	}
	_, err := out.WriteString(cells[last] + "\n")
	return err
}

// eachRow calls use with the cells of every row, in the order of names. The slice is reused.
func (t *Table) eachRow(names []string, use func(cells []string) error) error {
	position := make([]int, len(names)) // by column number
	for i, name := range names {
		position[t.columns[name]] = i
	}
	in, err := t.kept.reader()
	if err != nil {
		return err
	}
	cells, buffer := make([]string, len(names)), []byte(nil)
	for range t.rows {
		clear(cells)
		if buffer, err = readRecord(in, cells, position, buffer); err != nil {
			return fmt.Errorf("read the rows of a table back: %w", err)
		}
		if err := use(cells); err != nil {
			return err
		}
	}
	return nil
}

// readRecord decodes what add encoded and puts each cell at the position of its column. It returns buffer, grown.
func readRecord(in *bufio.Reader, cells []string, position []int, buffer []byte) ([]byte, error) {
	n, err := binary.ReadUvarint(in)
	for ; err == nil && n > 0; n-- {
		column, columnErr := binary.ReadUvarint(in)
		size, sizeErr := binary.ReadUvarint(in)
		if err = errors.Join(columnErr, sizeErr); err != nil {
			break
		}
		buffer = slices.Grow(buffer[:0], int(size))[:size]
		if _, err = io.ReadFull(in, buffer); err == nil {
			cells[position[column]] = string(buffer)
		}
	}
	return buffer, err
}

// Close releases the memory and the temporary file of the table.
func (t *Table) Close() error { return t.kept.close() }

// tableWriter is a Writer that writes a Table at its end.
type tableWriter struct {
	table *Table
	w     io.Writer
}

// Write keeps a row.
func (t *tableWriter) Write(row any) error { return t.table.Add(row) }

// End writes the table and closes it.
func (t *tableWriter) End() error { return errors.Join(t.table.Write(t.w), t.table.Close()) }
