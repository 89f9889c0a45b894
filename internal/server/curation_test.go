package server_test

import (
	"net/http"
	"strings"
	"testing"

	"graphd/api"
	"graphd/internal/server"
)

func TestCurationOverHTTP(t *testing.T) {
	c := newClient(t, server.ServeLimits{})
	const text = "Quay\n\nMaria Lopez said the quay was safe. Ana Lopez-Ruiz said the wall was old. Tom Okafor denied that it was closed.\n"
	doc := decode[api.Ingested](t, c.post("/api/v1/documents", "text/plain", text))
	saying := func(words string) api.Attribution {
		t.Helper()
		for _, a := range decode[api.FullDocument](t, c.get("/api/v1/documents/"+doc.ID)).Found {
			if strings.Contains(a.Text, words) {
				return a
			}
		}
		t.Fatalf("no attribution says %q", words)
		return api.Attribution{}
	}
	correct := func(body string, status int, header ...string) answer {
		t.Helper()
		got := c.do(http.MethodPost, "/api/v1/curation", body, append(header, "Content-Type", "application/json")...)
		if got.status != status {
			t.Fatalf("%s: %+v", body, got)
		}
		return got
	}

	merged := decode[api.Corrected](t, correct(`{"action":"merge","keep":"actor:maria-lopez","others":["actor:ana-lopez-ruiz"],"why":"one person"}`, 201))
	if merged.Version != 1 || merged.Attributions == 0 || merged.Documents != 1 {
		t.Errorf("%+v", merged)
	}
	if a := saying("wall"); a.Entity.ID != "actor:maria-lopez" {
		t.Errorf("by %+v", a.Entity)
	}
	one := decode[api.Page[api.Attribution]](t, c.get("/api/v1/attributions?actor=actor:maria-lopez&document="+doc.ID))
	if len(one.Items) != 2 {
		t.Errorf("%d attributions of the merged entity", len(one.Items))
	}
	c.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if moved := c.get("/api/v1/entities/actor:ana-lopez-ruiz"); moved.status != http.StatusPermanentRedirect || !strings.HasSuffix(moved.header.Get("Location"), "maria-lopez") {
		t.Errorf("%+v", moved)
	}

	correct(`{"action":"rename","entity":"actor:maria-lopez","name":"M. L."}`, http.StatusPreconditionFailed, "If-Match", `"0"`)
	tag := c.get("/api/v1/curation/export").header.Get("ETag")
	correct(`{"action":"rename","entity":"actor:maria-lopez","name":"M. L."}`, 201, "If-Match", tag)

	denial := saying("closed")
	rejected := decode[api.Corrected](t, correct(`{"action":"reject","attribution":"`+denial.ID+`","why":"no denial"}`, 201))
	if gone := c.get("/api/v1/attributions/" + denial.ID); gone.status != http.StatusGone || !strings.Contains(gone.body, "no denial") {
		t.Errorf("%+v", gone)
	}
	if undone := c.post("/api/v1/curation/"+rejected.Correction.ID+"/undo", "application/json", ""); undone.status != http.StatusCreated {
		t.Errorf("%+v", undone)
	}
	if back := c.get("/api/v1/attributions/" + denial.ID); back.status != http.StatusOK {
		t.Errorf("%+v", back)
	}
	log := decode[api.Page[api.CorrectionRecord]](t, c.get("/api/v1/curation?entity=actor:maria-lopez"))
	if len(log.Items) != 2 || log.Items[0].Action != api.ActionRename || log.Items[1].Status != "active" {
		t.Errorf("%+v", log)
	}
	unknown := c.do(http.MethodPost, "/api/v1/curation", `{"action":"merge","whom":"x"}`, "Content-Type", "application/json")
	if unknown.status != http.StatusBadRequest {
		t.Errorf("unknown field: %+v", unknown)
	}
}
