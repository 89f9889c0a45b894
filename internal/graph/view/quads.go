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

// QuadPage lists the quads that agree with pattern, whose nil parts agree with anything, in the order of the store's
// index. After is the cursor of the page before, or ""; the quads before it are gone through again, and where the one that
// it names has left the graph, it is ErrCursor.
func (v *View) QuadPage(ctx context.Context, pattern quad.Quad, limit int, after string) (Listing[quad.Quad], error) {
	from, err := decodeCursor(after, quadList)
	if err != nil {
		return Listing[quad.Quad]{}, err
	}
	begun, items := from.isStart(), []quad.Quad{}
	err = v.Quads(ctx, pattern, func(q quad.Quad) error {
		switch {
		case !begun:
			begun = quadCursor(q) == from
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
	if !begun {
		return Listing[quad.Quad]{}, fmt.Errorf("cursor %q of the %s: %w: its quad is not among these: begin again", after, quadList, ErrCursor)
	}
	return listing(items, limit, func(i int) cursor { return quadCursor(items[i]) }), nil
}

func quadCursor(q quad.Quad) cursor {
	sum := sha256.Sum256([]byte(q.NQuad()))
	return cursor{List: quadList, ID: base64.RawURLEncoding.EncodeToString(sum[:16])}
}
