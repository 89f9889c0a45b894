package export

import (
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestSigma draws a subgraph with sigma in a browser and compares the contents of the renderer.
func TestSigma(t *testing.T) {
	t.Parallel()
	node(t)
	var browser string
	need(t, "chromium", func() bool {
		for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
			if path, err := exec.LookPath(name); err == nil {
				browser = path
				return true
			}
		}
		return false
	})
	g := difficult(t)
	f, _ := ByName("graphology")
	page, err := os.ReadFile("testdata/readers/sigma.html")
	if err != nil {
		t.Fatal(err)
	}
	subgraph := strings.ReplaceAll(string(written(t, f, g)), "</", `<\/`)
	whole := strings.Replace(string(page), "/* SUBGRAPH */", subgraph, 1)
	files := http.FileServer(http.Dir("testdata/readers"))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			_, _ = w.Write([]byte(whole)) // if the browser is gone, its output shows it
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	dom := string(run(t, browser, "--headless", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--no-first-run",
		"--disable-background-networking", "--user-data-dir="+t.TempDir(), "--timeout=20000", "--dump-dom", server.URL))
	_, rest, _ := strings.Cut(dom, `<pre id="found">`)
	found, _, ok := strings.Cut(rest, "</pre>")
	if !ok || found == "" {
		t.Fatalf("the page has no result:\n%.2000s", dom)
	}
	got, wanted := decode[graphContents](t, []byte(html.UnescapeString(found))), want(g)
	for _, attributes := range wanted.Nodes {
		attributes["drawn"] = true
	}
	for _, e := range wanted.Edges {
		e.Attributes["drawn"] = true
	}
	same(t, wanted, got)
}
