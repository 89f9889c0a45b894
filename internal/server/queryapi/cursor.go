package queryapi

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

// Errors of cursors.
var (
	ErrCursor  = errors.New("the cursor does not belong to this query")
	ErrExpired = errors.New("the cursor has expired")
)

// queryFingerprint identifies the query that a cursor belongs to.
type queryFingerprint [8]byte

// fingerprintOf returns a hash of what determines the rows and their order. The limit is left out: pages may have different
// lengths.
func fingerprintOf(req query.Request) queryFingerprint {
	params, _ := json.Marshal(req.Params) // names and scalars, which cannot fail
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%v\n%s\n%s", req.Language, req.Linked, params, req.Text))
	return queryFingerprint(sum[:len(queryFingerprint{})])
}

// rowCursor is the place in the rows of a query at which a page begins.
type rowCursor struct {
	process string // identifies the server process
	version uint64 // of the graph
	query   queryFingerprint
	offset  int // rows before the page
}

// String returns "process.version.query.offset". Clients treat it as opaque.
func (c rowCursor) String() string {
	return fmt.Sprintf("%s.%s.%s.%d", c.process, strconv.FormatUint(c.version, 36), base64.RawURLEncoding.EncodeToString(c.query[:]), c.offset)
}

// parseCursor parses what String returns. All other text is ErrCursor.
func parseCursor(text string) (c rowCursor, err error) {
	parts := strings.Split(text, ".")
	if len(parts) != 4 {
		return c, fmt.Errorf("%.100q is not a cursor: %w", text, ErrCursor)
	}
	c.process = parts[0]
	version, badVersion := strconv.ParseUint(parts[1], 36, 64)
	fingerprint, badQuery := base64.RawURLEncoding.DecodeString(parts[2])
	offset, badOffset := strconv.Atoi(parts[3])
	if errors.Join(badVersion, badQuery, badOffset) != nil || len(fingerprint) != len(c.query) || offset <= 0 {
		return c, fmt.Errorf("%.100q is not a cursor: %w", text, ErrCursor)
	}
	c.version, c.query, c.offset = version, queryFingerprint(fingerprint), offset
	return c, nil
}
