package graph

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/pebblestore/codec"
)

// killEnv names the store that a child process writes until it is killed.
const killEnv = "GRAPHD_TEST_KILL"

// The number of documents in the child's store and the size of a version, in quads.
const killDocuments = 4

func killSize(version int) int { return 60 + 40*(version%5) }

func killLabel(doc int) quad.IRI { return quad.IRI(fmt.Sprintf("doc:%d", doc)) }

func killVersion(doc, version int) (quads []quad.Quad) {
	for i := range killSize(version) {
		quads = append(quads, quad.Quad{
			Subject: quad.IRI(fmt.Sprintf("passage:%d-%d", doc, i)), Predicate: quad.IRI("version"), Object: quad.Int(version),
		})
	}
	return quads
}

// TestKilledWriter runs in the child process. It replaces documents until it is killed, and prints each durable version.
func TestKilledWriter(t *testing.T) {
	dir := os.Getenv(killEnv)
	if dir == "" {
		t.Skip("runs as the child of TestKilledInTheMiddle")
	}
	s, err := Open(dir, Options{CacheBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	first, err := versionsOf(s)
	if err != nil {
		t.Fatal(err)
	}
	for version := first[0] + 1; ; version++ {
		for doc := range killDocuments {
			if _, err := s.Replace(context.Background(), killLabel(doc), killVersion(doc, version)); err != nil {
				t.Fatal(err)
			}
			fmt.Printf("safe %d %d\n", doc, version)
		}
	}
}

// TestKilledInTheMiddle kills a writing process with SIGKILL repeatedly. The store must then hold complete documents only, each
// in the last version that was printed as durable or in the next one.
func TestKilledInTheMiddle(t *testing.T) {
	dir := t.TempDir()
	for round := range 6 {
		safe := writeAndKill(t, dir, 7+5*round)
		s, err := Open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		report, err := s.Check(context.Background(), nil)
		if err != nil || report.Found > 0 {
			t.Errorf("round %d: %+v, %v", round, report, err)
		}
		found, err := versionsOf(s)
		if err != nil {
			t.Errorf("round %d: %v", round, err)
		}
		for doc, version := range safe {
			if found[doc] < version || found[doc] > version+1 {
				t.Errorf("round %d: document %d has version %d, but %d was durable", round, doc, found[doc], version)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// writeAndKill lets a child process write until it has printed n durable versions, and kills it. It returns the last durable
// version of each document, including those printed after the signal.
func writeAndKill(t *testing.T, dir string, n int) map[int]int {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilledWriter$")
	cmd.Env = append(os.Environ(), killEnv+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	safe := map[int]int{}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var doc, version int
		if _, err := fmt.Sscanf(lines.Text(), "safe %d %d", &doc, &version); err != nil {
			continue // a line that the signal truncated, or output of the test framework
		}
		safe[doc] = version
		if n--; n == 0 {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := cmd.Wait(); err == nil || n > 0 {
		t.Fatalf("the child ended by itself: %v", err)
	}
	return safe
}

// versionsOf returns the version of each document, or an error if one is incomplete.
func versionsOf(s *Store) (versions [killDocuments]int, err error) {
	snapshot, err := s.Snapshot()
	if err != nil {
		return versions, err
	}
	defer snapshot.Close()
	for doc := range versions {
		label, err := snapshot.Find(killLabel(doc))
		if err != nil {
			return versions, err
		}
		if label == 0 {
			continue
		}
		n, version := 0, 0
		err = snapshot.Match(context.Background(), codec.QuadIDs{codec.Label: label}, func(ids codec.QuadIDs) error {
			v, err := snapshot.Value(ids[codec.Object])
			if number, ok := v.(quad.Int); !ok || n > 0 && int(number) != version {
				return fmt.Errorf("document %d has the versions %d and %v", doc, version, v)
			} else {
				version = int(number)
			}
			n++
			return err
		})
		if err != nil {
			return versions, err
		}
		if n != killSize(version) {
			return versions, fmt.Errorf("version %d of document %d has %d quads of %d", version, doc, n, killSize(version))
		}
		versions[doc] = version
	}
	return versions, nil
}
