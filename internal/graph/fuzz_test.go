package graph

import (
	"bytes"
	"context"
	"testing"
)

// FuzzLoadDumpLoad checks that a dump, loaded into another store, produces the same dump.
func FuzzLoadDumpLoad(f *testing.F) {
	f.Add([]byte("<a> <b> <c> .\n<a> <b> \"5\"^^<http://www.w3.org/2001/XMLSchema#integer> <g> .\nbad\n"))
	f.Add([]byte("_:x <b> \"a\\u0000b\"@en-GB .\r\n<a\\u003E> <b> \"\" \"label\" ."))
	f.Fuzz(func(t *testing.T, file []byte) {
		ctx, one, two := context.Background(), memory(t), memory(t)
		result, err := one.Load(ctx, bytes.NewReader(file), LoadOptions{SkipBad: true})
		if err != nil {
			return // a damaged gzip stream
		}
		first := dump(t, one)
		again, err := two.Load(ctx, bytes.NewReader([]byte(first)), LoadOptions{})
		if err != nil || again.Added != result.Added {
			t.Fatalf("%+v, then %+v, %v", result, again, err)
		}
		if second := dump(t, two); second != first {
			t.Fatalf("first %q\nthen %q", first, second)
		}
		report, err := two.Check(ctx, nil)
		if err != nil || report.Found > 0 {
			t.Fatalf("%+v, %v", report, err)
		}
	})
}
