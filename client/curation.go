package client

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"graphd/api"
)

const curationPath = "/api/v1/curation"

// PreviewOptions are the options of a request that makes or undoes a correction.
type PreviewOptions struct {
	Preview bool `query:"preview"` // change nothing, and return what would change
}

// Correct makes a correction, and returns what it changed.
func (c *Client) Correct(ctx context.Context, correction api.NewCorrection, options PreviewOptions) (made api.Corrected, err error) {
	err = c.postCorrection(ctx, curationPath, correction, options, &made)
	return made, err
}

// UndoCorrection undoes a correction, and returns what that changed.
func (c *Client) UndoCorrection(ctx context.Context, id string, reason api.UndoReason, options PreviewOptions) (made api.Corrected, err error) {
	err = c.postCorrection(ctx, curationPath+"/"+url.PathEscape(id)+"/undo", reason, options, &made)
	return made, err
}

func (c *Client) postCorrection(ctx context.Context, path string, sent any, options PreviewOptions, out *api.Corrected) error {
	body, err := jsonBody(sent)
	if err != nil {
		return err
	}
	return c.call(ctx, exchange{method: http.MethodPost, path: address(path, parameters(options)), body: body, bodyType: jsonType}, out)
}

// Corrections returns a page of the corrections that match the query, newest first.
func (c *Client) Corrections(ctx context.Context, query api.CorrectionQuery, page api.PageQuery) (corrections api.Page[api.CorrectionRecord], err error) {
	err = c.get(ctx, curationPath, &corrections, query, page)
	return corrections, err
}

// ImportCorrections adds the corrections that the server's log does not have, all or none.
func (c *Client) ImportCorrections(ctx context.Context, corrections []api.CorrectionRecord) (imported api.ImportedCorrections, err error) {
	var lines bytes.Buffer
	encoder := json.NewEncoder(&lines)
	for _, r := range corrections {
		if err := encoder.Encode(r); err != nil {
			return imported, err
		}
	}
	err = c.call(ctx, exchange{method: http.MethodPost, path: curationPath + "/import", body: &lines, bodyType: ndjsonType}, &imported)
	return imported, err
}
