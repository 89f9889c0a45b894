package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/nquads"
)

const (
	residentTime    = time.Minute // per size of the cache
	residentClients = 6
	lookUps         = 200 // number of nodes in one request
)

// residentCaches holds the sizes of the cache in MB.
var residentCaches = []int64{16, 64, 256, 1024}

// resident runs a server of the graphd program on one store with several sizes of the cache, sends it all kinds of
// requests, and prints its peak resident memory.
func (b bench) resident(n int, prefix, program string) error {
	g, err := b.servedGraph(n, prefix)
	if err != nil {
		return err
	}
	defer g.close()
	base, _, err := usage(program, filepath.Join(g.dir, "empty"), 1, nil)
	if err != nil {
		return err
	}
	caches := residentCaches
	if b.cache != 0 {
		caches = []int64{b.cache >> 20}
	}
	fmt.Printf("%d quads, %d MB on disk; a server of an empty store has %d MB\n\n", g.loaded.quads, g.loaded.bytes/1e6, base/1e6)
	fmt.Print("| cache, MB | most resident, MB | without the base | requests |\n|---|---|---|---|\n")
	for _, cache := range caches {
		most, requests, err := usage(program, g.storeDir(), cache, &g.source)
		if err != nil {
			return fmt.Errorf("cache of %d MB: %w", cache, err)
		}
		fmt.Printf("| %d | %d | %d | %d |\n", cache, most/1e6, (most-base)/1e6, requests)
	}
	return nil
}

// usage returns the peak memory of a server on the store in dir under the load of mixedLoad.
func usage(program, dir string, cache int64, src *source) (most int64, requests int, err error) {
	s, err := startService("graphd", func(address string) *exec.Cmd {
		return exec.Command(program, "serve", "--data", dir, "--listen", address, "--cache", fmt.Sprint(cache, "MB"))
	})
	if err != nil {
		return 0, 0, err
	}
	defer s.stop()
	if src != nil {
		if requests, err = s.mixedLoad(*src); err != nil {
			return 0, 0, err
		}
	}
	most, err = peakMemory(s.process.Process.Pid)
	return most, requests, err
}

// mixedLoad sends requests of all kinds for a while: one client asks each question, one changes the graph, and the others look up
// random nodes.
func (s *service) mixedLoad(src source) (requests int, failed error) {
	changes, err := changeLoads(src.more)
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), residentTime)
	defer cancel()
	var mu sync.Mutex
	var work sync.WaitGroup
	for client := range residentClients {
		work.Go(func() {
			r := rand.New(rand.NewPCG(1, uint64(client)))
			asked := questionLoads(src.marks)
			n, err := 0, error(nil)
			for ; ctx.Err() == nil && err == nil; n++ {
				l := lookUpLoad(src.marks, r)
				switch {
				case client == 0:
					l = asked[n%len(asked)]
				case client == 1 && n%2 == 0:
					l = changes[n/2%len(changes)]
				}
				if _, err = s.ask(l); errors.Is(err, errBusy) {
					err = nil
				} else if err != nil {
					err = fmt.Errorf("%s: %w", l.name, err)
				}
			}
			mu.Lock()
			defer mu.Unlock()
			requests += n
			failed = errors.Join(failed, err)
		})
	}
	work.Wait()
	return requests, failed
}

const gizmoAll = "/api/v2/query?lang=gizmo&limit=-1"

// questionLoads returns the eight questions over HTTP. For questions that count or compare, it returns the path that they
// iterate over.
func questionLoads(m Marks) (list []load) {
	g := &Gizmo{marks: m}
	p := func(name string) string { return fmt.Sprintf("%q", term(name)) }
	scripts := map[string]string{
		"q5": fmt.Sprintf("g.V(%q).in(%s).out(%s).all()", m.Topic, p("about"), p("speaker")),
		"q8": fmt.Sprintf("g.V(%q).in(%s).out(%s).in(%[3]s).out(%[2]s).unique().all()", m.Mid, p("speaker"), p("inDocument")),
	}
	for _, q := range questions {
		script, _ := g.script(q.name)
		if script == "" {
			script = scripts[q.name]
		}
		if script == "" {
			list = append(list, load{name: q.name, path: "/api/v1/subgraph?depth=2&format=graphology&limit=" + strconv.Itoa(mostEdges) +
				"&root=" + url.QueryEscape(strings.Trim(m.Mid, "<>"))})
			continue
		}
		list = append(list, load{name: q.name, path: gizmoAll, body: script})
	}
	return list
}

// lookUpLoad returns a request for all properties of random assertions. The number of the marked assertion is half of the
// largest one.
func lookUpLoad(m Marks, r *rand.Rand) load {
	start, number := m.Assertion[:strings.LastIndex(m.Assertion, "/")+1], strings.TrimSuffix(m.Assertion[strings.LastIndex(m.Assertion, "/")+1:], ">")
	middle, err := strconv.Atoi(number)
	if err != nil {
		middle = 1
	}
	nodes := make([]string, lookUps)
	for i := range nodes {
		nodes[i] = fmt.Sprintf("%q", start+strconv.Itoa(r.IntN(2*middle))+">")
	}
	return load{name: "look-up", path: gizmoAll, body: "g.V(" + strings.Join(nodes, ",") + ").out(null, \"p\").all()"}
}

// changeLoads returns requests that add twelve quads each.
func changeLoads(file string) (list []load, err error) {
	err = withFile(file, func(r io.Reader) error {
		in, err := nquads.NewReader(r)
		if err != nil {
			return err
		}
		var text []byte
		for n := 1; ; n++ {
			var q quad.Quad
			if q, err = in.Next(); err == io.EOF {
				return nil
			} else if err != nil {
				return err
			}
			if text = nquads.AppendQuad(text, q); n%txQuads == 0 {
				list, text = append(list, load{name: "change", path: "/api/v2/write", body: string(text)}), nil
			}
		}
	})
	return list, err
}
