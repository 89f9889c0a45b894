package server

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
)

// writeList writes an object with the rows in a list called name, as they come, and their completeness. Without rows
// the list is written as empty.
func (a *asked) writeList(w io.Writer, name, empty string) error {
	out := newLines(w)
	begin, end := fmt.Sprintf("{%q:[", name), fmt.Sprintf("{%q:%s", name, empty)
	failed := a.handOver(out, func(row any) error {
		if _, err := out.WriteString(begin); err != nil {
			return err
		}
		begin, end = ",", "]"
		return out.write(row)
	})
	if _, err := out.WriteString(end); err != nil {
		return err
	}
	return errors.Join(a.writeEnd(out, failed), out.Flush())
}

// writeData writes {"data": {...}}: GraphQL answers with one object.
func (a *asked) writeData(w io.Writer) error {
	var data any
	err := a.each(func(row any) error {
		data = row
		return nil
	})
	if _, err := io.WriteString(w, `{"data":`); err != nil {
		return err
	}
	if err := writeJSON(w, data); err != nil {
		return err
	}
	return a.writeEnd(w, err)
}

// writeLines writes a row a line, as they come, and last the record of completeness.
func (a *asked) writeLines(w io.Writer) error {
	out := newLines(w)
	end := a.end(a.handOver(out, out.write))
	last := struct {
		ending
		Count int `json:"count"`
	}{end, a.count}
	return errors.Join(out.write(last), out.Flush())
}

// rowPatience is how long a query may look for its next row before those so far are sent.
const rowPatience = 20 * time.Millisecond

// handOver calls write with every row, and sends what has been written when the query lets its client wait.
func (a *asked) handOver(out *lines, write func(row any) error) error {
	return a.each(func(row any) error {
		if err := write(row); err != nil {
			return err
		}
		if !a.rows.Ready(rowPatience) {
			return out.send()
		}
		return nil
	})
}

// lines writes JSON in pieces that are worth sending.
type lines struct {
	*bufio.Writer
	*json.Encoder
	down io.Writer
}

const pieceSize = 4 << 10

func newLines(w io.Writer) *lines {
	out := bufio.NewWriterSize(w, pieceSize)
	return &lines{out, rowtable.NewEncoder(out), w}
}

func (l *lines) write(v any) error { return l.Encode(v) }

// send sends what was written so far.
func (l *lines) send() error {
	if err := l.Flush(); err != nil {
		return err
	}
	if down, ok := l.down.(http.Flusher); ok {
		down.Flush()
	}
	return nil
}

// ending is the end of an object with rows. Cayley's clients look for the error.
type ending struct {
	query.Completeness
	Next    string            `json:"next,omitempty"`
	Error   string            `json:"error,omitempty"`
	Profile *queryplan.Report `json:"profile,omitempty"`
}

// end is what is said of the rows when they have been read.
func (a *asked) end(failed error) ending {
	if failed != nil {
		return ending{Completeness: query.Completeness{Reason: failed.Error()}, Error: failed.Error(), Profile: a.report}
	}
	return ending{Completeness: a.rows.Completeness(), Next: a.next, Profile: a.report}
}

// writeEnd closes the object that the rows stand in.
func (a *asked) writeEnd(w io.Writer, failed error) error {
	text, err := json.Marshal(a.end(failed))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, ",%s\n", text[1:])
	return err
}

// tabular answers rows as CSV or a table: their columns are known when all have come. A query that ends early is an
// error here, since CSV has no place to say so.
func (s *Server) tabular(rows *asked, f format) (*reply, error) {
	table := rowtable.NewCSV()
	if f == formatTable {
		table = rowtable.NewText("")
	}
	if err := rows.each(table.Add); err != nil {
		return nil, errors.Join(err, table.Close())
	}
	end := rows.end(nil)
	answer := s.streamed(f, func(w io.Writer) error {
		defer table.Close()
		if f == formatCSV {
			return table.Write(w)
		}
		return errors.Join(table.Write(w), writeTableEnd(w, table.Len(), end.Completeness, end.Next))
	})
	answer.Complete, answer.Reason, answer.Next = completeHeader(end.Complete), oneLine(end.Reason), end.Next
	return answer, nil
}
