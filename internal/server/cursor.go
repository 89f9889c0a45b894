package server

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"graphd/internal/graph/query"
)

// queryHash is what a cursor's query must be again.
type queryHash [8]byte

// hashQuery is made of what decides about the rows and their order. How many are asked for does not: pages may be of
// different lengths.
func hashQuery(req query.Request) queryHash {
	params, _ := json.Marshal(req.Params) // names and scalars
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%v\n%s\n%s", req.Language, req.Linked, params, req.Text))
	return queryHash(sum[:len(queryHash{})])
}

// cursor is the place in a query's rows at which a page begins.
type cursor struct {
	run    string // of the server
	state  uint64 // of the store, as graph.Snapshot.State numbers it
	query  queryHash
	offset int
}

// String is "run.state.query.offset", which clients need not understand.
func (c cursor) String() string {
	return fmt.Sprintf("%s.%s.%s.%d", c.run, strconv.FormatUint(c.state, 36), base64.RawURLEncoding.EncodeToString(c.query[:]), c.offset)
}

// parseCursor reads what String writes; all else is errCursor.
func parseCursor(text string) (c cursor, err error) {
	parts := strings.Split(text, ".")
	if len(parts) != 4 {
		return c, fmt.Errorf("%.100q is none: %w", text, errCursor)
	}
	c.run = parts[0]
	c.state, err = strconv.ParseUint(parts[1], 36, 64)
	query, fault := base64.RawURLEncoding.DecodeString(parts[2])
	offset, wrong := strconv.Atoi(parts[3])
	if errors.Join(err, fault, wrong) != nil || len(query) != len(c.query) || offset <= 0 {
		return c, fmt.Errorf("%.100q is none: %w", text, errCursor)
	}
	c.query, c.offset = queryHash(query), offset
	return c, nil
}
