package browser_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"graphd/internal/graph"
	"graphd/internal/graph/vocab"
	"graphd/internal/ingest"
	"graphd/internal/ingest/document"
	"graphd/internal/library"
	"graphd/internal/server"
	"graphd/quads"
)

const patience = 20 * time.Second // for a step

// explorer serves the explorer on a store in memory, with the sample document if sample is true.
func explorer(t *testing.T, sample bool) string {
	t.Helper()
	store, err := graph.OpenMemory(graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	p, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	shelves := library.New(store, p)
	if sample {
		addSample(t, shelves)
	}
	s, err := server.New(server.Config{Store: store, Library: shelves, Logger: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	ts := httptest.NewServer(s.Handler())
	t.Cleanup(ts.Close)
	return ts.URL
}

// pipeline is created once, because loading the models takes time.
var pipeline = sync.OnceValues(func() (*ingest.Pipeline, error) {
	gazetteer, err := quads.FS.Open("gazetteer.nq")
	if err != nil {
		return nil, err
	}
	defer gazetteer.Close()
	known, err := ingest.ReadGazetteer(gazetteer, vocab.DefaultBase)
	if err != nil {
		return nil, err
	}
	return ingest.New(ingest.FastModels, vocab.DefaultBase, known)
})

func addSample(t *testing.T, shelves *library.Library) {
	t.Helper()
	article, err := quads.FS.Open("article.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer article.Close()
	for doc, err := range document.Read(t.Context(), document.Input{Name: "article.txt", Content: article}, document.ReadLimits{}) {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := shelves.Add(t.Context(), doc); err != nil {
			t.Fatal(err)
		}
	}
}

// A tab is a browser tab that shows the explorer.
type tab struct {
	t    *testing.T
	ctx  context.Context
	base string

	mu     sync.Mutex // protects faults, because events come from another goroutine
	faults []string   // errors in the console
}

// chromium returns the path of the browser. If there is none, it skips the test.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("Chromium is not installed: the explorer cannot be tested in a browser")
	}
	t.Skip("SKIPPED: Chromium is not installed, so the explorer is not tested in a browser; install the package chromium")
	return ""
}

// open starts a browser with a desktop width, in light or dark mode.
func open(t *testing.T, base, scheme string) *tab {
	t.Helper()
	path := chromium(t)
	profile, err := os.MkdirTemp("", "graphd-explorer-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { removeSoon(profile) })
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.Headless, chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.Flag("disable-quic", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.WSURLReadTimeout(patience),
	}
	allocated, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(allocated)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // closes the browser if it is still running
		leave()
	})
	b := &tab{t: t, ctx: ctx, base: base}
	chromedp.ListenTarget(ctx, b.listen)
	b.do("start", log.Enable())
	b.look(1280, scheme)
	return b
}

// removeSoon removes the profile of a browser. It retries, because processes of the browser may still write to it.
func removeSoon(profile string) {
	for range 30 {
		err := os.RemoveAll(profile)
		time.Sleep(100 * time.Millisecond)
		if _, gone := os.Stat(profile); err == nil && os.IsNotExist(gone) {
			return
		}
	}
}

// look sets the width of the window, and light or dark mode.
func (b *tab) look(width int64, scheme string) {
	b.t.Helper()
	media := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}
	b.do("look", emulation.SetEmulatedMedia().WithFeatures(media), emulation.SetDeviceMetricsOverride(width, 900, 1, false))
}

func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch event := event.(type) {
	case *runtime.EventExceptionThrown:
		b.faults = append(b.faults, event.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if event.Type == runtime.APITypeError || event.Type == runtime.APITypeWarning {
			b.faults = append(b.faults, "console: "+string(event.Args[0].Value))
		}
	case *log.EventEntryAdded:
		if event.Entry.Level == log.LevelError {
			b.faults = append(b.faults, event.Entry.Text+" "+event.Entry.URL)
		}
	}
}

// quiet checks that the console has the expected number of errors, and clears them. Chromium reports every response with
// an error status there.
func (b *tab) quiet(expected int) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.faults) != expected {
		b.t.Errorf("%d errors in the console, want %d: %q", len(b.faults), expected, b.faults)
	}
	b.faults = nil
}

func (b *tab) do(what string, actions ...chromedp.Action) {
	b.t.Helper()
	// The first call starts the browser, which would end with a derived context.
	if chromedp.FromContext(b.ctx).Target == nil {
		if err := chromedp.Run(b.ctx); err != nil {
			b.t.Fatalf("start the browser: %v", err)
		}
	}
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Run(ctx, actions...); err != nil {
		b.t.Fatalf("%s: %v; the page says:\n%s", what, err, b.everything())
	}
}

// visit opens an address of the explorer, such as "/documents/…", and waits until it is shown.
func (b *tab) visit(address string) {
	b.t.Helper()
	b.do("visit "+address, chromedp.Navigate("about:blank"), chromedp.Navigate(b.base+"/#"+address))
	b.settled()
}

// settled waits until all requests have finished.
func (b *tab) settled() {
	b.t.Helper()
	b.do("wait for the page", chromedp.Poll(
		`document.querySelector("main") && !document.querySelector("main[aria-busy]") && !document.querySelector(".loading")`, nil))
}

// shows waits until the elements of a CSS selector contain the text.
func (b *tab) shows(selector, text string) {
	b.t.Helper()
	b.do("look for "+text+" in "+selector, chromedp.PollFunction(
		`(selector, text) => [...document.querySelectorAll(selector)].some((e) => (e.innerText ?? e.textContent).replace(/\s+/g, " ").includes(text))`,
		nil, chromedp.WithPollingArgs(selector, text), chromedp.WithPollingTimeout(patience)))
}

// marksMatch compares every mark of the shown document with the words of the API.
func (b *tab) marksMatch() {
	b.t.Helper()
	wrong := value[[]string](b, `(async () => {
		const id = decodeURIComponent(location.hash.split("?")[0].split("/").pop());
		const { attributions } = await (await fetch("/api/v1/documents/" + id)).json();
		const plain = (text) => text.replace(/\s+/g, " ").trim();
		return attributions.flatMap((attribution, n) => ["source", "cue", "content"].flatMap((part) => {
			const marks = [...document.querySelectorAll(".text .mark." + part + '[data-owners~="' + n + '"]')];
			const shown = plain(marks.map((mark) => mark.textContent).join(" ")), words = plain(attribution.words[part].join(" "));
			return shown.replaceAll(" ", "") === words.replaceAll(" ", "") ? [] : [part + ": " + shown + " / " + words];
		})).concat(attributions.length > 0 ? [] : ["no attributions"]);
	})()`)
	if len(wrong) > 0 {
		b.t.Errorf("marks and words differ: %q", wrong)
	}
}

// value returns the result of a script, or of its promise.
func value[T any](b *tab, script string) T {
	b.t.Helper()
	var v T
	b.do(script, chromedp.Evaluate(script, &v, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	return v
}

func (b *tab) everything() string {
	var text string
	ctx, cancel := context.WithTimeout(b.ctx, 2*time.Second)
	defer cancel()
	if err := chromedp.Run(ctx, chromedp.Evaluate(`document.body?.innerText ?? ""`, &text)); err != nil {
		return err.Error()
	}
	return text
}

// picture writes a screenshot of the whole page to $GRAPHD_SCREENSHOTS, or else to a temporary directory.
func (b *tab) picture(name string) {
	b.t.Helper()
	b.save(name, func(png *[]byte) chromedp.Action { return chromedp.FullScreenshot(png, 100) })
}

// glance writes a screenshot of the visible part of the page.
func (b *tab) glance(name string) {
	b.t.Helper()
	b.save(name, chromedp.CaptureScreenshot)
}

func (b *tab) save(name string, take func(png *[]byte) chromedp.Action) {
	b.t.Helper()
	folder := os.Getenv("GRAPHD_SCREENSHOTS")
	if folder == "" {
		folder = b.t.TempDir()
	}
	var png []byte
	b.do("picture "+name, take(&png))
	file := filepath.Join(folder, name+".png")
	if err := os.WriteFile(file, png, 0o644); err != nil {
		b.t.Fatal(err)
	}
	if kind := http.DetectContentType(png); kind != "image/png" || len(png) < 5000 {
		b.t.Errorf("%s is %s of %d bytes", file, kind, len(png))
	}
}
