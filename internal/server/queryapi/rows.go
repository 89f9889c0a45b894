package queryapi

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"graphd/internal/graph/query"
	"graphd/internal/graph/queryplan"
	"graphd/internal/rowtable"
	"graphd/internal/server/web"
)

// WriteList writes an object with the rows in a list called name, as they arrive, and their completeness. Without rows it
// writes empty in place of the list.
func (e *Execution) WriteList(w io.Writer, name, empty string) error {
	out := newRowWriter(w)
	begin, end := fmt.Sprintf("{%q:[", name), fmt.Sprintf("{%q:%s", name, empty)
	failed := e.deliver(out, func(row any) error {
		if _, err := out.WriteString(begin); err != nil {
			return err
		}
		begin, end = ",", "]"
		return out.write(row)
	})
	if _, err := out.WriteString(end); err != nil {
		return err
	}
	return errors.Join(e.writeEnd(out, failed), out.Flush())
}

// WriteData writes {"data": {…}}, as GraphQL has it: the answer is one object.
func (e *Execution) WriteData(w io.Writer) error {
	var data any
	err := e.each(func(row any) error {
		data = row
		return nil
	})
	if _, err := io.WriteString(w, `{"data":`); err != nil {
		return err
	}
	if err := web.WriteJSON(w, data); err != nil {
		return err
	}
	return e.writeEnd(w, err)
}

// writeLines writes each row as a line, as they arrive, and at the end a record of completeness.
func (e *Execution) writeLines(w io.Writer) error {
	out := newRowWriter(w)
	end := e.end(e.deliver(out, out.write))
	last := struct {
		rowsEnd
		Count int `json:"count"`
	}{end, e.count}
	return errors.Join(out.write(last), out.Flush())
}

// maxRowWait is how long a query may search for its next row before the rows so far are sent; chosen by hand: a person does
// not notice it, and few packets are sent early.
const maxRowWait = 20 * time.Millisecond

// deliver calls write with every row, and sends what has been written when the next row is slow to arrive.
func (e *Execution) deliver(out *rowWriter, write func(row any) error) error {
	return e.each(func(row any) error {
		if err := write(row); err != nil {
			return err
		}
		if !e.rows.Ready(maxRowWait) {
			return out.send()
		}
		return nil
	})
}

// rowWriter writes rows as JSON through a buffer.
type rowWriter struct {
	*bufio.Writer
	*json.Encoder
	down io.Writer
}

const rowBufferSize = 4 << 10

func newRowWriter(w io.Writer) *rowWriter {
	out := bufio.NewWriterSize(w, rowBufferSize)
	return &rowWriter{out, rowtable.NewEncoder(out), w}
}

func (l *rowWriter) write(v any) error { return l.Encode(v) }

// send sends what has been written so far to the client.
func (l *rowWriter) send() error {
	if err := l.Flush(); err != nil {
		return err
	}
	if down, ok := l.down.(http.Flusher); ok {
		down.Flush()
	}
	return nil
}

// rowsEnd is the end of an object with rows. Cayley's clients read the error.
type rowsEnd struct {
	query.Completeness
	Next    string            `json:"next,omitempty"`
	Error   string            `json:"error,omitempty"`
	Profile *queryplan.Report `json:"profile,omitempty"`
}

// end returns the completeness of rows that have been read, unless reading failed.
func (e *Execution) end(failed error) rowsEnd {
	if failed != nil {
		return rowsEnd{Completeness: query.Completeness{Reason: failed.Error()}, Error: failed.Error(), Profile: e.report}
	}
	return rowsEnd{Completeness: e.rows.Completeness(), Next: e.nextPage, Profile: e.report}
}

// writeEnd writes the remaining fields of the object that holds the rows, and closes it.
func (e *Execution) writeEnd(w io.Writer, failed error) error {
	text, err := json.Marshal(e.end(failed))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, ",%s\n", text[1:])
	return err
}

// tableReply returns the rows as CSV or a table. It reads all rows first, since their columns are known only then. A query
// that ends early is an error here, since CSV cannot express it.
func (e *Execution) tableReply(f web.ListFormat) (*web.Reply, error) {
	table := rowtable.NewCSV()
	if f == web.Table {
		table = rowtable.NewText("")
	}
	if err := e.each(table.Add); err != nil {
		return nil, errors.Join(err, table.Close())
	}
	end := e.end(nil)
	reply := e.Stream(f.MediaType(), func(w io.Writer) error {
		defer table.Close()
		if f == web.CSV {
			return table.Write(w)
		}
		return errors.Join(table.Write(w), web.WriteTableEnd(w, table.Len(), end.Complete, end.Reason, end.Next))
	})
	reply.Complete, reply.Reason, reply.Next = web.CompleteHeader(end.Complete), web.OneLine(end.Reason), end.Next
	return reply, nil
}
