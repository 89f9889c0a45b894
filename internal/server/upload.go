package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"graphd/api"
	"graphd/internal/admission"
	"graphd/internal/ingest"
	"graphd/internal/ingest/document"
	"graphd/internal/library"
)

const multipartForm = "multipart/form-data"

// mediaTypes of requests that bring documents. A form brings files of the other types.
var mediaTypes = []string{"text/plain", "text/markdown", "text/html", "application/json", "application/x-ndjson", multipartForm}

type uploadRequest struct {
	body
	DryRun     bool   `query:"dry_run" doc:"Find everything, store nothing"`
	Name       string `query:"name" doc:"What messages call the document"`
	Identifier string `query:"identifier" doc:"What stays the same when the document changes, where it states no id and no address itself"`
}

func (s *Server) addDocuments(ctx context.Context, in *uploadRequest) (*reply, error) {
	mediaType, parameters, err := mime.ParseMediaType(in.mediaType)
	if err != nil {
		return nil, fmt.Errorf("Content-Type %q: %w", in.mediaType, errMediaType)
	}
	if !slices.Contains(mediaTypes, mediaType) {
		return nil, fmt.Errorf("%s: %w: send one of %s", mediaType, errMediaType, strings.Join(mediaTypes, ", "))
	}
	content, err := in.open(s.limits.Document)
	if err != nil {
		return nil, err
	}
	u := &upload{s: s, ctx: ctx, dryRun: in.DryRun, batch: api.IngestedBatch{Documents: []api.Ingested{}, Complete: true}}
	if mediaType == multipartForm {
		err = u.addFiles(multipart.NewReader(content, parameters["boundary"]))
	} else {
		name := in.Name
		if name == "" {
			name = "request"
		}
		err = u.add(document.Input{Name: name, Content: content, MediaType: in.mediaType, Identifier: in.Identifier})
	}
	if err != nil && len(u.batch.Documents) == 0 {
		return nil, err
	}
	if err != nil {
		u.batch.Complete, u.batch.Reason = false, err.Error()
	}
	many := mediaType == multipartForm || mediaType == "application/x-ndjson" || len(u.batch.Documents) != 1
	return u.reply(many)
}

// upload is the work on one request that brings documents.
type upload struct {
	s      *Server
	ctx    context.Context
	dryRun bool
	batch  api.IngestedBatch
}

// addFiles adds each file of a form. An error ends the request: what comes after it cannot be read.
func (u *upload) addFiles(form *multipart.Reader) error {
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return bodyError("multipart", err)
		}
		if part.FileName() == "" {
			continue
		}
		mediaType := part.Header.Get("Content-Type")
		if mediaType == "application/octet-stream" {
			mediaType = "" // says nothing: the name's extension decides
		}
		err = u.add(document.Input{Name: part.FileName(), Content: part, MediaType: mediaType, Identifier: part.FileName()})
		if err != nil {
			return err
		}
	}
}

// add adds the documents of one input. An error ends the request; a document that cannot be read or stored does not.
func (u *upload) add(input document.Input) error {
	for doc, err := range document.Read(u.ctx, input, document.ReadLimits{Bytes: u.s.limits.Document}) {
		if fatal := u.ctx.Err(); fatal != nil {
			return fatal
		}
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return bodyError(input.Name, err)
		}
		if err != nil {
			u.fail(input.Name, err)
			continue
		}
		if err := u.addOne(doc); err != nil {
			if u.ctx.Err() != nil || errors.Is(err, admission.ErrBusy) {
				return err
			}
			u.fail(doc.Meta.Name, err)
		}
	}
	return nil
}

func (u *upload) fail(name string, err error) {
	u.batch.Failed++
	u.batch.Documents = append(u.batch.Documents, api.Ingested{
		Name: name, Status: api.StatusFailed, Problem: u.s.problem(u.ctx, err),
		Attributions: []api.Attribution{}, Entities: []api.EntityMentions{},
	})
}

func (u *upload) addOne(doc document.Document) error {
	slot, err := u.s.documentGate.Enter(u.ctx)
	if err != nil {
		return err
	}
	defer slot.Leave()
	if u.dryRun {
		result, err := u.s.library.Examine(u.ctx, doc)
		if err != nil {
			return err
		}
		u.batch.Examined++
		u.batch.Documents = append(u.batch.Documents, found(doc.Meta.Name, api.StatusExamined, result))
		return nil
	}
	outcome, err := u.s.library.Add(u.ctx, doc)
	if err != nil {
		return err
	}
	u.count(outcome.Status)
	a, change := found(doc.Meta.Name, string(outcome.Status), outcome.Result), changeOf(outcome.Change)
	a.Quads = &change
	for _, old := range outcome.Superseded {
		a.Superseded = append(a.Superseded, u.s.store.Base().Shorten(old))
	}
	u.batch.Documents = append(u.batch.Documents, a)
	return nil
}

func (u *upload) count(status library.Status) {
	switch status {
	case library.Added:
		u.batch.Added++
	case library.Replaced:
		u.batch.Replaced++
	case library.Unchanged:
		u.batch.Unchanged++
	}
}

func found(name, status string, result ingest.Result) api.Ingested {
	r := result.Report()
	return api.Ingested{ID: r.Document, Name: name, Status: status, Title: r.Title, Attributions: r.Attributions, Entities: r.Entities}
}

// reply answers one document by itself, or all of them: 201 where the graph has changed, 200 where it has not, 207 where
// some of several failed. The failure of a single document is the answer's own.
func (u *upload) reply(many bool) (*reply, error) {
	status := http.StatusOK
	if u.batch.Added+u.batch.Replaced > 0 {
		status = http.StatusCreated
	}
	if many {
		if u.batch.Failed > 0 || !u.batch.Complete {
			status = http.StatusMultiStatus
		}
		return &reply{Body: u.s.json(status, u.batch)}, nil
	}
	only := u.batch.Documents[0]
	if only.Problem != nil {
		return nil, only.Problem
	}
	out := &reply{Body: u.s.json(status, only)}
	if !u.dryRun {
		out.Location = "/api/v1/documents/" + only.ID
	}
	return out, nil
}

const exampleText = "Lena Holm, the minister, said the bridge was safe."

// uploadAnswers documents the bodies and answers of addDocuments.
func uploadAnswers(op *huma.Operation, schemas huma.Registry) {
	text := &huma.Schema{Type: huma.TypeString}
	one := schemas.Schema(reflect.TypeFor[api.NewDocument](), true, "")
	op.Description = "A body of text/plain, text/markdown, text/html or application/json is one document (a JSON list: several). " +
		"application/x-ndjson has one a line, multipart/form-data one or more files. The same text a second time changes nothing. " +
		"Content-Encoding: gzip is understood."
	op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"text/plain": {Schema: text, Example: exampleText}, "text/markdown": {Schema: text}, "text/html": {Schema: text},
		"application/x-ndjson": {Schema: text},
		"application/json": {
			Schema:  &huma.Schema{OneOf: []*huma.Schema{one, {Type: huma.TypeArray, Items: one}}},
			Example: map[string]any{"text": exampleText, "title": "The bridge", "publisher": "The Ferry Post", "issued": "2021-03-09"},
		},
		multipartForm: {Schema: &huma.Schema{Type: huma.TypeObject, AdditionalProperties: &huma.Schema{
			Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeString, Format: "binary"},
		}}},
	}}
	several := schemas.Schema(reflect.TypeFor[api.IngestedBatch](), true, "")
	either := &huma.Schema{OneOf: []*huma.Schema{schemas.Schema(reflect.TypeFor[api.Ingested](), true, ""), several}}
	addAnswer(op, http.StatusCreated, either)
	addAnswer(op, http.StatusOK, either)
	addAnswer(op, http.StatusMultiStatus, several)
	op.Responses["200"].Description = "Nothing has changed: stored before, or only examined"
	op.Responses["207"].Description = "Some of several documents failed; the others are stored"
}
