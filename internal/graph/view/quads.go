package view

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"
)

const quadList = "quads"

var errPageFull = errors.New("page is full")

// QuadPage returns a page of the quads that match pattern, whose nil positions match every value, in the order of the
// store's index. After is the cursor of the previous page, or "" for the first one. It reads the quads before the cursor
// again; if the cursor's quad has been removed, it returns ErrCursor.
func (v *View) QuadPage(ctx context.Context, pattern quad.Quad, limit int, after string) (Listing[quad.Quad], error) {
	from, err := decodeCursor(after, quadList)
	if err != nil {
		return Listing[quad.Quad]{}, err
	}
	started, items := from.isStart(), []quad.Quad{}
	err = v.Quads(ctx, pattern, func(q quad.Quad) error {
		switch {
		case !started:
			started = quadCursor(q) == from
		case len(items) > limit:
			return errPageFull
		default:
			items = append(items, q)
		}
		return nil
	})
	if err != nil && !errors.Is(err, errPageFull) {
		return Listing[quad.Quad]{}, err
	}
	if !started {
		return Listing[quad.Quad]{}, fmt.Errorf("cursor %q of the %s: %w: its quad does not match or was removed: start again without a cursor", after, quadList, ErrCursor)
	}
	return newListing(items, limit, func(i int) listCursor { return quadCursor(items[i]) }), nil
}

// quadCursor returns the cursor of a quad: the first 128 bits of its hash.
func quadCursor(q quad.Quad) listCursor {
	sum := sha256.Sum256([]byte(q.NQuad()))
	return listCursor{List: quadList, ID: base64.RawURLEncoding.EncodeToString(sum[:16])}
}
