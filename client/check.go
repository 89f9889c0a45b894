package client

import (
	"context"
	"net/http"
	"time"

	"graphd/api"
)

const (
	checkPath = "/api/v1/check"

	// pollInterval is the time between two requests for the progress of a check; chosen by hand.
	pollInterval = 200 * time.Millisecond
)

// StartCheck starts a check of the server's store, unless one runs already, and returns its state.
func (c *Client) StartCheck(ctx context.Context) (state api.StoreCheck, err error) {
	err = c.call(ctx, exchange{method: http.MethodPost, path: checkPath}, &state)
	return state, err
}

// CheckState returns the state of the check that runs, or the result of the last one.
func (c *Client) CheckState(ctx context.Context) (state api.StoreCheck, err error) {
	err = c.get(ctx, checkPath, &state)
	return state, err
}

// Check starts a check, waits for its end and returns its result. It calls progress, unless that is nil, with each state
// while the check runs.
func (c *Client) Check(ctx context.Context, progress func(api.StoreCheck)) (api.StoreCheck, error) {
	state, err := c.StartCheck(ctx)
	for err == nil && state.Status == api.CheckRunning {
		if progress != nil {
			progress(state)
		}
		select {
		case <-ctx.Done():
			return state, ctx.Err()
		case <-time.After(pollInterval):
		}
		state, err = c.CheckState(ctx)
	}
	return state, err
}
