package server_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cockroachdb/pebble/v2"

	"graphd/internal/graph"
	"graphd/internal/server"
)

type checked struct {
	Status   string
	Quads    uint64
	Found    int
	Problems []string
}

func (c *client) checkState(method string, want int) (state checked) {
	c.t.Helper()
	got := c.do(method, "/api/v1/check", "")
	if err := json.Unmarshal([]byte(got.body), &state); got.status != want || err != nil {
		c.t.Errorf("%s: %+v, %v", method, got, err)
	}
	return state
}

// check starts a check, waits for its end and returns its result.
func (c *client) check(t *testing.T) (state checked) {
	t.Helper()
	c.checkState(http.MethodPost, http.StatusAccepted)
	eventually(t, "the check ends", func() bool {
		state = c.checkState(http.MethodGet, http.StatusOK)
		return state.Status != "running"
	})
	return state
}

// TestCheckDuringWrites checks that each check sees one consistent version, whatever is written meanwhile.
func TestCheckDuringWrites(t *testing.T) {
	c := bridged(t, server.ServeLimits{})
	if state := c.checkState(http.MethodGet, http.StatusOK); state.Status != "none" {
		t.Errorf("before any: %+v", state)
	}
	stop := make(chan struct{})
	var writing sync.WaitGroup
	writing.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				c.post("/api/v2/write", "application/n-quads", fmt.Sprintf("<urn:w%d> <urn:p> \"%d\" .\n", i, i))
			}
		}
	})
	for range 20 {
		if state := c.check(t); state.Status != "sound" || state.Quads == 0 {
			t.Errorf("%+v", state)
		}
	}
	close(stop)
	writing.Wait()
}

func TestCheckFindsDamage(t *testing.T) {
	dir := t.TempDir()
	store := openStore(t, dir)
	c := over(t, store)
	c.post("/api/v2/write", "application/n-quads", "<urn:a> <urn:b> <urn:c> .\n")
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := pebble.Open(dir, &pebble.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.DeleteRange([]byte{'o'}, []byte{'p'}, pebble.Sync), db.Close()); err != nil { // an index
		t.Fatal(err)
	}
	store = openStore(t, dir)
	defer store.Close()
	state := over(t, store).check(t)
	if state.Status != "broken" || state.Found == 0 || !slices.ContainsFunc(state.Problems, func(p string) bool { return strings.Contains(p, `not in index 'o'`) }) {
		t.Errorf("%+v", state)
	}
}

func openStore(t *testing.T, dir string) *graph.Store {
	t.Helper()
	store, err := graph.Open(dir, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// over returns a client of a server over a store.
func over(t *testing.T, store *graph.Store) *client {
	ts := httptest.NewServer(overStore(t, store, server.ServeLimits{}).Handler())
	t.Cleanup(ts.Close)
	return &client{t, ts.URL, ts.Client()}
}

// TestRunStopsItsCheck checks that no check runs on when the server has stopped.
func TestRunStopsItsCheck(t *testing.T) {
	c, stop, done := run(t, server.ServeLimits{})
	c.checkState(http.MethodPost, http.StatusAccepted)
	stop()
	if err := within(t, 5*time.Second, "ended", done); err != nil {
		t.Error(err)
	}
}
