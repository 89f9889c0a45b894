package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"graphd/api"
	"graphd/internal/graph/view"
	"graphd/internal/library"
	"graphd/internal/server/apidoc"
	"graphd/internal/server/web"
)

const (
	curationPath = "/api/v1/curation/"
	// LogMediaType is the media type of the exported log: NDJSON, a correction on each line.
	LogMediaType = ndjsonType
	// The largest bodies in bytes; chosen by hand.
	maxCorrection = 1 << 20
	maxLog        = 256 << 20
)

// LogChangeRequest holds the parameters of a change of the log.
type LogChangeRequest struct {
	Preview bool   `query:"preview" doc:"Whether to change nothing, and only return what would change"`
	IfMatch string `header:"If-Match" doc:"The version of the log that the client knows, or the ETag of its export; 412 if the log has changed since"`
}

func (o LogChangeRequest) parse() (library.CorrectionOptions, error) {
	known := strings.Trim(strings.TrimPrefix(strings.TrimSpace(o.IfMatch), "W/"), `"`)
	if known == "" || known == "*" {
		return library.CorrectionOptions{Preview: o.Preview, Version: -1}, nil
	}
	version, err := strconv.Atoi(known)
	if err != nil || version < 0 {
		return library.CorrectionOptions{}, fmt.Errorf("If-Match %q: %w: it is no version of the log of corrections", o.IfMatch, web.ErrParameter)
	}
	return library.CorrectionOptions{Preview: o.Preview, Version: version}, nil
}

type correctionPost struct {
	web.Payload
	LogChangeRequest
}

// MakeCorrection makes the correction in the body.
func (h *API) MakeCorrection(ctx context.Context, in *correctionPost) (*web.Reply, error) {
	options, err := in.parse()
	if err != nil {
		return nil, err
	}
	var c api.NewCorrection
	if err := decodeBody(&in.Payload, &c); err != nil {
		return nil, err
	}
	made, err := h.Library.Correct(ctx, c, options)
	if err != nil {
		return nil, err
	}
	return h.corrected(made), nil
}

// corrected returns the reply to a correction: 201, or 200 for a preview.
func (h *API) corrected(made api.Corrected) *web.Reply {
	if made.Preview {
		return &web.Reply{Body: h.Web.JSON(http.StatusOK, made)}
	}
	return &web.Reply{Location: curationPath + url.PathEscape(made.Correction.ID), Body: h.Web.JSON(http.StatusCreated, made)}
}

// decodeBody decodes a body of JSON without unknown fields.
func decodeBody(body *web.Payload, into any) error {
	text, err := body.ReadAll(maxCorrection)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return web.BodyError("JSON", err)
	}
	return nil
}

type undoPost struct {
	web.Payload
	LogChangeRequest
	ID string `path:"id" doc:"Short id, id without prefix, or IRI" example:"correction:5f2b…"`
}

// UndoCorrection undoes a correction. The body may have the reason and who undoes it.
func (h *API) UndoCorrection(ctx context.Context, in *undoPost) (*web.Reply, error) {
	options, err := in.parse()
	if err != nil {
		return nil, err
	}
	var reason api.UndoReason
	if err := decodeBody(&in.Payload, &reason); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	made, err := h.Library.Undo(ctx, in.ID, reason.Why, reason.By, options)
	if err != nil {
		return nil, err
	}
	return h.corrected(made), nil
}

type correctionsRequest struct {
	web.ListRequest
	api.CorrectionQuery
}

// ListCorrections returns a page of the corrections, newest first. Its cursor is the id of the last correction.
func (h *API) ListCorrections(ctx context.Context, in *correctionsRequest) (*web.Reply, error) {
	found, _, err := h.Library.Corrections(ctx, in.CorrectionQuery)
	if err != nil {
		return nil, err
	}
	if in.Cursor != "" {
		last := slices.IndexFunc(found, func(r api.CorrectionRecord) bool { return r.ID == in.Cursor })
		if last < 0 {
			return nil, fmt.Errorf("cursor %q of the corrections: %w: use the \"next\" of a page unchanged", in.Cursor, view.ErrCursor)
		}
		found = found[last+1:]
	}
	page := api.Page[api.CorrectionRecord]{Items: found, Complete: true}
	if len(found) > in.Limit {
		page = api.Page[api.CorrectionRecord]{Items: found[:in.Limit], Reason: "limit", Next: found[in.Limit-1].ID}
	}
	return web.List(h.Web, &in.ListRequest, page, correctionColumns())
}

func correctionColumns() []web.Column[api.CorrectionRecord] {
	return []web.Column[api.CorrectionRecord]{
		{Name: "id", Cell: func(r api.CorrectionRecord) string { return r.ID }},
		{Name: "recorded", Cell: func(r api.CorrectionRecord) string { return r.Recorded }},
		{Name: "action", Cell: func(r api.CorrectionRecord) string { return r.Action }},
		{Name: "status", Cell: func(r api.CorrectionRecord) string { return r.Status }},
		{Name: "by", Cell: func(r api.CorrectionRecord) string { return r.By }},
		{Name: "why", Cell: func(r api.CorrectionRecord) string { return r.Why }},
	}
}

type correctionRequest struct {
	web.Condition
	ID string `path:"id" doc:"Short id, id without prefix, or IRI" example:"correction:5f2b…"`
}

// GetCorrection returns one correction.
func (h *API) GetCorrection(ctx context.Context, in *correctionRequest) (*web.Reply, error) {
	r, err := h.Library.Correction(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return h.Web.Tagged(in.Condition, r)
}

type exportRequest struct{ web.Condition }

// ExportCorrections returns the whole log, oldest first. Its ETag is the version of the log, for If-Match.
func (h *API) ExportCorrections(ctx context.Context, in *exportRequest) (*web.Reply, error) {
	found, version, err := h.Library.Corrections(ctx, api.CorrectionQuery{})
	if err != nil {
		return nil, err
	}
	tag := strconv.Quote(strconv.Itoa(version))
	if in.Matches(tag) {
		return &web.Reply{ETag: tag, Body: func(ctx huma.Context) { ctx.SetStatus(http.StatusNotModified) }}, nil
	}
	return &web.Reply{ETag: tag, Body: h.Web.Stream(http.StatusOK, LogMediaType, func(w io.Writer) error {
		for _, r := range slices.Backward(found) {
			r.Status, r.UndoneBy = "", ""
			if err := web.WriteJSON(w, r); err != nil {
				return err
			}
		}
		return nil
	})}, nil
}

type importReply struct{ Body api.ImportedCorrections }

// ImportCorrections adds the corrections of an exported log that this log does not have.
func (h *API) ImportCorrections(ctx context.Context, in *correctionPost) (*importReply, error) {
	options, err := in.parse()
	if err != nil {
		return nil, err
	}
	body, err := in.Open(maxLog)
	if err != nil {
		return nil, err
	}
	var records []api.CorrectionRecord
	for decoder := json.NewDecoder(body); ; {
		var r api.CorrectionRecord
		if err := decoder.Decode(&r); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, web.BodyError(fmt.Sprintf("record %d", len(records)+1), err)
		}
		records = append(records, r)
	}
	imported, err := h.Library.ImportCorrections(ctx, records, options)
	return &importReply{imported}, err
}

// CorrectionResponses documents the body and the responses of MakeCorrection.
func CorrectionResponses(op *huma.Operation, schemas huma.Registry) {
	op.Description = "merge takes keep and others; split takes entity, name and attributions; rename takes entity and name; kind takes entity and kind; " +
		"different takes a and b; reattribute takes attribution and entity; reject and confirm take attribution. " +
		"The graph keeps what extraction found, and applies the correction to documents that come later or are extracted again."
	example := map[string]any{"action": "merge", "keep": "actor:jane-doe", "others": []string{"actor:j-doe"}, "why": "The same person", "by": "editor"}
	takesJSON(op, schemas, reflect.TypeFor[api.NewCorrection](), example)
	made := schemas.Schema(reflect.TypeFor[api.Corrected](), true, "")
	apidoc.AddResponse(op, http.StatusCreated, made)
	apidoc.AddResponse(op, http.StatusOK, made)
	op.Responses["200"].Description = "A preview: nothing was changed"
}

// UndoResponses documents the body and the responses of UndoCorrection.
func UndoResponses(op *huma.Operation, schemas huma.Registry) {
	takesJSON(op, schemas, reflect.TypeFor[api.UndoReason](), map[string]any{"why": "They are two people", "by": "editor"})
	op.RequestBody.Required = false
	made := schemas.Schema(reflect.TypeFor[api.Corrected](), true, "")
	apidoc.AddResponse(op, http.StatusCreated, made)
	apidoc.AddResponse(op, http.StatusOK, made)
	op.Responses["200"].Description = "A preview: nothing was changed"
}

func takesJSON(op *huma.Operation, schemas huma.Registry, body reflect.Type, example any) {
	op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"application/json": {Schema: schemas.Schema(body, true, ""), Example: example},
	}}
}
