package server_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strings"
	"testing"

	"graphd/internal/server"
)

const speech = "The Ferry Committee met on Monday.\n\n“The bridge must be closed at once,” Lena Holm told reporters.\n"

// uploaded holds the fields of a reply that the tests read.
type uploaded struct {
	ID, Name, Status string
	Attributions     []struct {
		ID      string
		Content [][2]int
		Text    string
		Entity  *struct{ ID, Name string }
	}
	Quads   *struct{ Added, Removed int }
	Problem *struct {
		Type   string
		Status int
	}
}

type uploadedBatch struct {
	Documents                          []uploaded
	Added, Replaced, Unchanged, Failed int
	Complete                           bool
}

func decode[T any](t *testing.T, a answer) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.body), &v); err != nil {
		t.Fatalf("%v: %+v", err, a)
	}
	return v
}

func TestAddDocument(t *testing.T) {
	c := newClient(t, server.ServeLimits{})
	examined := c.post("/api/v1/documents?dry_run=true", "text/plain; charset=utf-8", speech)
	if d := decode[uploaded](t, examined); examined.status != http.StatusOK || d.Status != "examined" || len(d.Attributions) != 1 {
		t.Fatalf("%+v", examined)
	}
	if got := c.get("/api/v1/documents"); !strings.Contains(got.body, `"items":[]`) {
		t.Fatalf("a dry run stored something: %s", got.body)
	}

	got := c.post("/api/v1/documents", "text/plain; charset=utf-8", speech)
	d := decode[uploaded](t, got)
	if got.status != http.StatusCreated || d.Status != "added" || d.Quads.Added == 0 || got.header.Get("Location") != "/api/v1/documents/"+d.ID {
		t.Fatalf("%+v", got)
	}
	said := d.Attributions[0]
	at := said.Content[0]
	if words := string([]rune(speech)[at[0]:at[1]]); !strings.Contains(words, "The bridge must be closed at once") || said.Entity == nil {
		t.Errorf("%q: %+v", words, said)
	}

	again := c.post("/api/v1/documents", "text/plain; charset=utf-8", speech)
	if a := decode[uploaded](t, again); again.status != http.StatusOK || a.Status != "unchanged" || a.Quads.Added+a.Quads.Removed != 0 {
		t.Errorf("%+v", again)
	}

	full := c.get(got.header.Get("Location"))
	if !strings.Contains(full.body, said.ID) || full.status != http.StatusOK {
		t.Errorf("%s is not in %s", said.ID, full.body)
	}
	listed := c.get("/api/v1/attributions?q=BRIDGE%20must&document=" + d.ID)
	if page := decode[struct{ Items []struct{ ID string } }](t, listed); len(page.Items) != 1 || page.Items[0].ID != said.ID {
		t.Errorf("%+v", listed)
	}

	gone := c.do(http.MethodDelete, "/api/v1/documents/"+d.ID, "")
	if w := decode[struct{ Quads struct{ Removed int } }](t, gone); gone.status != http.StatusOK || w.Quads.Removed != d.Quads.Added {
		t.Errorf("added %d, %+v", d.Quads.Added, gone)
	}
	if left := c.get("/api/v2/read"); left.body != "" {
		t.Errorf("left behind: %s", left.body)
	}
	if got := c.do(http.MethodDelete, "/api/v1/documents/"+d.ID, ""); got.status != http.StatusNotFound {
		t.Errorf("%+v", got)
	}
}

func TestDocumentFormats(t *testing.T) {
	c := newClient(t, server.ServeLimits{})
	page := "<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1>" + strings.Repeat("<p>Lena Holm said the bridge was safe. She spoke at length about many things on that day.</p>", 6) + "</article></body></html>"
	for mediaType, body := range map[string]string{
		"text/markdown":    "# Bridge\n\nLena Holm said the bridge was *safe*.\n",
		"text/html":        page,
		"application/json": `{"text":"Lena Holm said the bridge was safe.","title":"Bridge","publisher":"The Ferry News","author":"Ann Author","issued":"2021-03-02","language":"en","url":"https://news.example/bridge"}`,
	} {
		got := c.post("/api/v1/documents", mediaType, body)
		d := decode[uploaded](t, got)
		if got.status != http.StatusCreated || len(d.Attributions) == 0 {
			t.Errorf("%s: %+v", mediaType, got)
		}
	}
	got := c.get("/api/v1/documents?format=csv").body
	if !strings.Contains(got, "Bridge,The Ferry News,2021-03-02,Ann Author,https://news.example/bridge") {
		t.Error(got)
	}
	newer := c.post("/api/v1/documents", "application/json", `{"text":"Lena Holm said the bridge was closed.","url":"https://news.example/bridge"}`)
	if d := decode[uploaded](t, newer); newer.status != http.StatusCreated || d.Status != "replaced" || d.Quads.Removed == 0 {
		t.Errorf("%+v", newer)
	}
}

func TestRejectedDocuments(t *testing.T) {
	c := newClient(t, server.ServeLimits{})
	for _, test := range []struct {
		mediaType, body string
		status          int
		problem         string
	}{
		{"text/plain", "", http.StatusUnprocessableEntity, "no-text"},
		{"text/plain", " \n ", http.StatusUnprocessableEntity, "no-text"},
		{"text/plain", "%PDF-1.7\x00\x01\x02\x03", http.StatusUnsupportedMediaType, "not-a-text"},
		{"text/html", "<html><body></body></html>", http.StatusUnprocessableEntity, "no-text"},
		{"application/json", `{"text":`, http.StatusBadRequest, "bad-body"},
		{"application/json", `{"title":"no text"}`, http.StatusUnprocessableEntity, "no-text"},
		{"application/pdf", "%PDF", http.StatusUnsupportedMediaType, "unsupported-media-type"},
		{"", "x", http.StatusUnsupportedMediaType, "unsupported-media-type"},
		{"multipart/form-data", "x", http.StatusBadRequest, "bad-body"},
	} {
		got := c.post("/api/v1/documents", test.mediaType, test.body)
		if got.status != test.status || problemType(t, got) != test.problem || got.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %q: %+v", test.mediaType, test.body, got)
		}
	}
}

func TestBatch(t *testing.T) {
	c := newClient(t, server.ServeLimits{})
	var lines strings.Builder
	for i := range 3 {
		fmt.Fprintf(&lines, "{\"id\":\"line-%d\",\"text\":\"Lena Holm said number %d was safe.\"}\n", i, i)
	}
	got := c.post("/api/v1/documents", "application/x-ndjson", lines.String())
	if b := decode[uploadedBatch](t, got); got.status != http.StatusCreated || b.Added != 3 || !b.Complete || b.Documents[2].Name != "line-2" {
		t.Errorf("%+v", got)
	}
	got = c.post("/api/v1/documents", "application/x-ndjson", lines.String()+"{\"text\":\n"+`{"text":"Per Ek said no."}`+"\n")
	b := decode[uploadedBatch](t, got)
	if got.status != http.StatusMultiStatus || b.Unchanged != 3 || b.Failed != 1 || b.Added != 1 || b.Documents[3].Problem == nil {
		t.Errorf("%+v", got)
	}

	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	for name, text := range map[string]string{"a.txt": "Lena Holm said file one was safe.", "b.md": "# Two\n\nPer Ek said file *two* was not.", "c.pdf": "%PDF-1.7\x00"} {
		part, err := w.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {fmt.Sprintf(`form-data; name="file"; filename=%q`, name)}, "Content-Type": {"application/octet-stream"},
		})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(part, text)
	}
	w.Close()
	got = c.post("/api/v1/documents", w.FormDataContentType(), form.String())
	b = decode[uploadedBatch](t, got)
	if got.status != http.StatusMultiStatus || b.Added != 2 || b.Failed != 1 || len(b.Documents) != 3 {
		t.Errorf("%+v", got)
	}
	for _, d := range b.Documents {
		if (d.Name == "c.pdf") != (d.Problem != nil) {
			t.Errorf("%+v", d)
		}
	}
}
