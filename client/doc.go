// Package client is the Go client of graphd's HTTP API. Its documents are the types of package api.
//
// A method that takes a context makes one request, without retries; only [Client.Check] makes several, because it waits for
// the end of the check. An error that the server reports is an [*api.Problem]:
//
//	var problem *api.Problem
//	if errors.As(err, &problem) && problem.Status == http.StatusTooManyRequests {
//		time.Sleep(problem.RetryAfter)
//	}
//
// A server that cannot be reached is a [*url.Error].
//
// Lists come in pages. [All] iterates over the items of all pages:
//
//	for attribution, err := range client.All(func(cursor string) (api.Page[api.Attribution], error) {
//		return c.Attributions(ctx, api.AttributionQuery{Act: "recommend"}, api.PageQuery{Cursor: cursor})
//	}) { … }
package client
