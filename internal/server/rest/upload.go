package rest

import (
	"cmp"
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
	"graphd/internal/graph/view"
	"graphd/internal/ingest"
	"graphd/internal/ingest/document"
	"graphd/internal/ingest/text"
	"graphd/internal/library"
	"graphd/internal/server/apidoc"
	"graphd/internal/server/queryapi"
	"graphd/internal/server/web"
)

const ndjsonType = "application/x-ndjson"

// documentTypes are the media types of requests that bring documents. A form brings files of the other types.
var documentTypes = []string{"text/plain", "text/markdown", "text/html", "application/json", ndjsonType, web.MultipartForm}

type uploadRequest struct {
	web.Payload
	DryRun     bool   `query:"dry_run" doc:"Extract everything and store nothing"`
	Name       string `query:"name" doc:"Name of the document in messages"`
	Identifier string `query:"identifier" doc:"Identifies the document across its versions, if it contains no id and no URL itself"`
}

// AddDocuments extracts what the documents of a request say, and stores it unless the request is a dry run.
func (h *API) AddDocuments(ctx context.Context, in *uploadRequest) (*web.Reply, error) {
	mediaType, parameters, err := mime.ParseMediaType(in.MediaType())
	if err != nil {
		return nil, fmt.Errorf("Content-Type %q: %w", in.MediaType(), web.ErrMediaType)
	}
	if !slices.Contains(documentTypes, mediaType) {
		return nil, fmt.Errorf("%s: %w: send one of %s", mediaType, web.ErrMediaType, strings.Join(documentTypes, ", "))
	}
	content, err := in.Open(h.MaxDocument)
	if err != nil {
		return nil, err
	}
	u := &upload{h: h, ctx: ctx, dryRun: in.DryRun, batch: api.IngestedBatch{Documents: []api.Ingested{}, Complete: true}}
	if mediaType == web.MultipartForm {
		err = u.addFiles(multipart.NewReader(content, parameters["boundary"]))
	} else {
		name := cmp.Or(in.Name, "request")
		err = u.add(document.Input{Name: name, Content: content, MediaType: in.MediaType(), Identifier: in.Identifier})
	}
	if err != nil && len(u.batch.Documents) == 0 {
		return nil, err
	}
	if err != nil {
		u.batch.Complete, u.batch.Reason = false, err.Error()
	}
	return u.reply(mediaType == web.MultipartForm || mediaType == ndjsonType || len(u.batch.Documents) != 1)
}

// upload processes one request that brings documents.
type upload struct {
	h      *API
	ctx    context.Context
	dryRun bool
	batch  api.IngestedBatch
}

// addFiles adds each file of a form. It stops at an error, since the rest of the form cannot be read.
func (u *upload) addFiles(form *multipart.Reader) error {
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return web.BodyError("multipart", err)
		}
		if part.FileName() == "" {
			continue
		}
		mediaType := part.Header.Get("Content-Type")
		if mediaType == "application/octet-stream" {
			mediaType = "" // the extension of the name decides
		}
		err = u.add(document.Input{Name: part.FileName(), Content: part, MediaType: mediaType, Identifier: part.FileName()})
		if err != nil {
			return err
		}
	}
}

// add adds the documents of one input. It returns errors that end the request. A document that cannot be read or stored
// becomes a failed entry of the batch instead.
func (u *upload) add(input document.Input) error {
	for doc, err := range document.Read(u.ctx, input, document.ReadLimits{Bytes: u.h.MaxDocument}) {
		if fatal := u.ctx.Err(); fatal != nil {
			return fatal
		}
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return web.BodyError(input.Name, err)
		}
		if err != nil {
			u.fail(input.Name, err)
			continue
		}
		if err := u.addDocument(doc); err != nil {
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
		Name: name, Status: api.StatusFailed, Problem: u.h.Web.Problem(u.ctx, err),
		Attributions: []api.Attribution{}, Entities: []api.EntityMentions{},
	})
}

// addDocument extracts one document, stores it unless this is a dry run, and adds the result to the batch.
func (u *upload) addDocument(doc document.Document) error {
	slot, err := u.h.DocumentGate.Enter(u.ctx)
	if err != nil {
		return err
	}
	defer slot.Leave()
	if u.dryRun {
		result, err := u.h.Library.Examine(u.ctx, doc)
		if err != nil {
			return err
		}
		u.batch.Examined++
		entry := ingested(doc.Meta.Name, api.StatusExamined, result)
		entry.Warnings = doc.Meta.Warnings()
		u.batch.Documents = append(u.batch.Documents, entry)
		return nil
	}
	outcome, err := u.h.Library.Add(u.ctx, doc)
	if err != nil {
		return err
	}
	u.count(outcome.Status)
	entry, err := u.entry(doc, outcome)
	if err != nil {
		return err
	}
	change := quadChange(outcome.Change)
	entry.Quads, entry.Publication, entry.Warnings = &change, u.h.Store.Base().Shorten(outcome.Publication), doc.Meta.Warnings()
	for _, old := range outcome.Superseded {
		entry.Superseded = append(entry.Superseded, u.h.Store.Base().Shorten(old))
	}
	u.batch.Documents = append(u.batch.Documents, entry)
	return nil
}

func (u *upload) count(status library.Status) {
	switch status {
	case library.Added:
		u.batch.Added++
	case library.Replaced:
		u.batch.Replaced++
	case library.Updated:
		u.batch.Updated++
	case library.Unchanged:
		u.batch.Unchanged++
	}
}

// entry returns the entry of a document in the batch: with what was extracted from it, or else with what the graph has.
func (u *upload) entry(doc document.Document, outcome library.Outcome) (api.Ingested, error) {
	if outcome.Result != nil {
		return ingested(doc.Meta.Name, string(outcome.Status), *outcome.Result), nil
	}
	entry := api.Ingested{ID: u.h.Store.Base().Shorten(outcome.Document), Name: doc.Meta.Name, Status: string(outcome.Status)}
	_, err := queryapi.Read(u.h.Store, func(v *view.View) (full api.FullDocument, err error) {
		if full, err = v.Document(u.ctx, entry.ID, api.LeastConfidence{}); err == nil {
			entry.Entities, err = v.MentionedIn(u.ctx, entry.ID)
		}
		entry.Title, entry.Attributions = full.Title, full.Found
		return full, err
	})
	for i := range entry.Attributions {
		a := &entry.Attributions[i]
		a.Source, a.Cue, a.Content = given(doc.Text, a.Normalised.Source), given(doc.Text, a.Normalised.Cue), given(doc.Text, a.Normalised.Content)
	}
	return entry, err
}

// given returns the ranges of the text as given that ranges of the normalised text came from.
func given(t text.Text, normalised []api.TextRange) []api.TextRange {
	ranges := make([]api.TextRange, len(normalised))
	for i, r := range normalised {
		s := t.Given(text.Span{Start: r[0], End: r[1]})
		ranges[i] = api.TextRange{s.Start, s.End}
	}
	return ranges
}

// ingested returns the entry of a document in the batch.
func ingested(name, status string, result ingest.Result) api.Ingested {
	r := result.Report()
	return api.Ingested{ID: r.Document, Name: name, Status: status, Title: r.Title, Attributions: r.Attributions, Entities: r.Entities}
}

// reply returns the whole batch if many, otherwise its only document. The status is 201 if the graph has changed, 200 if
// not, and 207 if some of several documents failed. The failure of a single document is the error of the request.
func (u *upload) reply(many bool) (*web.Reply, error) {
	status := http.StatusOK
	if u.batch.Added+u.batch.Replaced+u.batch.Updated > 0 {
		status = http.StatusCreated
	}
	if many {
		if u.batch.Failed > 0 || !u.batch.Complete {
			status = http.StatusMultiStatus
		}
		return &web.Reply{Body: u.h.Web.JSON(status, u.batch)}, nil
	}
	only := u.batch.Documents[0]
	if only.Problem != nil {
		return nil, only.Problem
	}
	out := &web.Reply{Body: u.h.Web.JSON(status, only)}
	if !u.dryRun {
		out.Location = "/api/v1/documents/" + only.ID
	}
	return out, nil
}

const exampleText = "Lena Holm, the minister, said the bridge was safe."

// UploadResponses documents the bodies and responses of AddDocuments.
func UploadResponses(op *huma.Operation, schemas huma.Registry) {
	text := &huma.Schema{Type: huma.TypeString}
	one := schemas.Schema(reflect.TypeFor[api.NewDocument](), true, "")
	op.Description = "A body of text/plain, text/markdown, text/html or application/json is one document; a JSON list is several. " +
		"application/x-ndjson has one document per line, multipart/form-data one or more files. A text that the graph has is not extracted again: sending it again changes nothing, and sending it with other metadata adds a publication of it. " +
		"Bodies may have Content-Encoding: gzip."
	op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"text/plain": {Schema: text, Example: exampleText}, "text/markdown": {Schema: text}, "text/html": {Schema: text},
		ndjsonType: {Schema: text},
		"application/json": {
			Schema:  &huma.Schema{OneOf: []*huma.Schema{one, {Type: huma.TypeArray, Items: one}}},
			Example: map[string]any{"text": exampleText, "title": "The bridge", "publisher": "The Ferry Post", "issued": "2021-03-09"},
		},
		web.MultipartForm: {Schema: &huma.Schema{Type: huma.TypeObject, AdditionalProperties: &huma.Schema{
			Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeString, Format: "binary"},
		}}},
	}}
	several := schemas.Schema(reflect.TypeFor[api.IngestedBatch](), true, "")
	either := &huma.Schema{OneOf: []*huma.Schema{schemas.Schema(reflect.TypeFor[api.Ingested](), true, ""), several}}
	apidoc.AddResponse(op, http.StatusCreated, either)
	apidoc.AddResponse(op, http.StatusOK, either)
	apidoc.AddResponse(op, http.StatusMultiStatus, several)
	op.Responses["200"].Description = "The graph has not changed: the text was stored before, or this was a dry run"
	op.Responses["207"].Description = "Some of several documents failed; the others are stored"
}
