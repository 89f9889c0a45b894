package gizmo_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	stock "github.com/cayleygraph/cayley/query/gizmo"
	"go.uber.org/goleak"
)

// stockVariable is the environment variable that makes the test program run Cayley's Gizmo for another one, until its
// input ends.
const stockVariable = "GRAPHD_STOCK_GIZMO"

const (
	stockTime = 2 * time.Second // that Cayley gets for one query
	stockRows = 3000            // read of one query
)

// answer is the outcome of a query: its rows as JSON lines in the order of arrival, or the reason why there are none.
type answer struct {
	Rows  []string
	Fault string // the error of the query
	Ended string // "died": the process ended; "late": it did not answer in time; "long": too many rows
}

func TestMain(m *testing.M) {
	if os.Getenv(stockVariable) != "" {
		if err := serveStock(os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/dlclark/regexp2/v2.runClock")) // runs on for a moment after a match
}

// stockEngine is Cayley's own Gizmo over the graph of people. It runs in a child process, because a query may end it.
type stockEngine struct {
	t       testing.TB
	child   *exec.Cmd
	in      io.WriteCloser
	answers chan answer
}

func newStock(t testing.TB) *stockEngine {
	s := &stockEngine{t: t}
	t.Cleanup(s.stop)
	return s
}

func (s *stockEngine) start() {
	s.child = exec.Command(os.Args[0], "-test.run=^$")
	s.child.Env = append(os.Environ(), stockVariable+"=1")
	in, err := s.child.StdinPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	out, err := s.child.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.child.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.in, s.answers = in, make(chan answer)
	go readAnswers(out, s.answers)
}

// readAnswers sends each answer of the child process; it returns when that ends.
func readAnswers(out io.Reader, answers chan<- answer) {
	defer close(answers)
	for decoder := json.NewDecoder(out); ; {
		var a answer
		if decoder.Decode(&a) != nil {
			return
		}
		answers <- a
	}
}

func (s *stockEngine) stop() {
	if s.child == nil {
		return
	}
	_ = s.child.Process.Kill() // it may have died already
	for range s.answers {
	}
	_ = s.child.Wait() // it was killed
	s.child = nil
}

// ask runs one query. If the process ends, ask repeats the query in a new one: an earlier query may have caused it.
func (s *stockEngine) ask(text string) answer {
	fresh := s.child == nil
	a := s.asked(text)
	if a.Ended == "died" && !fresh {
		s.stop()
		a = s.asked(text)
	}
	if a.Ended != "" {
		s.stop()
	}
	return a
}

func (s *stockEngine) asked(text string) answer {
	if s.child == nil {
		s.start()
	}
	if err := json.NewEncoder(s.in).Encode(text); err != nil {
		return answer{Ended: "died"}
	}
	select {
	case a, ok := <-s.answers:
		if !ok {
			a.Ended = "died"
		}
		return a
	case <-time.After(5 * stockTime):
		return answer{Ended: "late"}
	}
}

// serveStock reads queries, one JSON string each, and writes their answers.
func serveStock(in io.Reader, out io.Writer) error {
	qs, err := readPeople()
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(out)
	for decoder := json.NewDecoder(bufio.NewReader(in)); ; {
		var text string
		if err := decoder.Decode(&text); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if err := encoder.Encode(runStock(qs, text)); err != nil {
			return err
		}
	}
}

func runStock(qs graph.QuadStore, text string) (a answer) {
	ctx, cancel := context.WithTimeout(context.Background(), stockTime)
	defer cancel()
	it, err := stock.NewSession(qs).Execute(ctx, text, query.Options{Limit: -1, Collation: query.JSON})
	if err != nil {
		return answer{Fault: err.Error()}
	}
	defer it.Close()
	for it.Next(ctx) {
		row := it.Result()
		if row == nil {
			continue
		}
		if len(a.Rows) == stockRows {
			return answer{Ended: "long"}
		}
		line, err := jsonLine(row)
		if err != nil {
			return answer{Fault: err.Error()}
		}
		a.Rows = append(a.Rows, line)
	}
	if ctx.Err() != nil {
		return answer{Ended: "late"}
	}
	if err := it.Err(); err != nil {
		return answer{Fault: err.Error()}
	}
	return a
}

func jsonLine(row any) (string, error) {
	var line strings.Builder
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(row)
	return strings.TrimSpace(line.String()), err
}
