package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	clients      = 16
	servingTime  = 5 * time.Second // per question and server
	startTimeout = time.Minute     // how long a server may take to start
)

// A service is a server under load: graphd, or stock Cayley, which supports only some of the questions.
type service struct {
	name, base string
	process    *exec.Cmd
}

// A load is a question over HTTP.
type load struct {
	name, path, body string
	stock            bool // stock Cayley supports it too
}

func loads(m Marks) []load {
	p := func(name string) string { return fmt.Sprintf("%q", term(name)) }
	const query = "/api/v2/query?lang=gizmo"
	return []load{
		{"point look-up", query, fmt.Sprintf("g.V(%q).out(%s).all()", m.Assertion, p("text")), true},
		{"two hops, a handful of rows", query, fmt.Sprintf("g.V(%q).in(%s).out(%s).all()", m.Rare, p("speaker"), p("text")), true},
		{"subgraph of 2,000 edges", "/api/v1/subgraph?depth=3&limit=2000&format=graphology&root=" + url.QueryEscape(strings.Trim(m.Popular, "<>")), "", false},
	}
}

// serving measures the graphd program and stock Cayley under the load of sixteen clients, and prints a table.
func (b bench) serving(n int, program string) error {
	g, err := b.servedGraph(n, "")
	if err != nil {
		return err
	}
	defer g.close()
	src := g.source
	self, err := os.Executable()
	if err != nil {
		return err
	}
	ours, err := startService("graphd", func(address string) *exec.Cmd {
		return exec.Command(program, "serve", "--data", g.storeDir(), "--listen", address)
	})
	if err != nil {
		return err
	}
	defer ours.stop()
	stock, err := startService("stock Cayley in memory", func(address string) *exec.Cmd {
		return exec.Command(self, "-stock", src.quads, "-listen", address)
	})
	if err != nil {
		return err
	}
	defer stock.stop()
	fmt.Printf("| %d clients | | requests/s | p50, ms | p99, ms | refused |\n|---|---|---|---|---|---|\n", clients)
	for _, l := range loads(src.marks) {
		for _, s := range []*service{ours, stock} {
			if s == stock && !l.stock {
				continue
			}
			took, refused, err := s.runClients(l)
			if err != nil {
				return fmt.Errorf("%s, %s: %w", s.name, l.name, err)
			}
			slices.Sort(took)
			at := func(share float64) float64 { return ms(took[int(share*float64(len(took)-1))]) }
			fmt.Printf("| %s | %s | %.0f | %.2f | %.2f | %d |\n", l.name, s.name, float64(len(took))/servingTime.Seconds(), at(0.5), at(0.99), refused)
		}
	}
	return nil
}

func startService(name string, command func(address string) *exec.Cmd) (*service, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	address := listener.Addr().String()
	listener.Close()
	s := &service{name, "http://" + address, command(address)}
	if err := s.process.Start(); err != nil {
		return nil, err
	}
	for begin := time.Now(); time.Since(begin) < startTimeout; time.Sleep(50 * time.Millisecond) {
		if _, err := s.ask(load{path: "/api/v2/formats"}); err == nil {
			return s, nil
		}
	}
	s.stop()
	return nil, fmt.Errorf("%s does not start", name)
}

func (s *service) stop() {
	_ = s.process.Process.Kill()
	_ = s.process.Wait()
}

var client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}, Timeout: startTimeout}

// ask requests one answer, reads it to its end, and returns how long that took.
func (s *service) ask(l load) (time.Duration, error) {
	begin := time.Now()
	method := http.MethodGet
	if l.body != "" {
		method = http.MethodPost
	}
	request, err := http.NewRequest(method, s.base+l.path, strings.NewReader(l.body))
	if err != nil {
		return 0, err
	}
	response, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	switch {
	case err != nil:
	case response.StatusCode == http.StatusTooManyRequests:
		err = errBusy
	case response.StatusCode != http.StatusOK:
		err = fmt.Errorf("%s: %.200s", response.Status, text)
	}
	return time.Since(begin), err
}

// errBusy is the answer of a server that is overloaded.
var errBusy = errors.New("busy")

// runClients sends requests from all clients concurrently for a while. Clients that are refused ask again. It returns the
// durations of the answers, and how many requests were refused.
func (s *service) runClients(l load) (all []time.Duration, refused int, failed error) {
	if _, err := s.ask(l); err != nil {
		return nil, 0, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), servingTime)
	defer cancel()
	var mu sync.Mutex
	var work sync.WaitGroup
	for range clients {
		work.Go(func() {
			var took []time.Duration
			var err error
			away := 0
			for ctx.Err() == nil && err == nil {
				one, failure := s.ask(l)
				switch {
				case failure == nil:
					took = append(took, one)
				case errors.Is(failure, errBusy):
					away++
				default:
					err = failure
				}
			}
			mu.Lock()
			defer mu.Unlock()
			all, refused, failed = append(all, took...), refused+away, cmp.Or(failed, err)
		})
	}
	work.Wait()
	if len(all) == 0 {
		failed = errors.Join(failed, errors.New("no answer"))
	}
	return all, refused, failed
}
