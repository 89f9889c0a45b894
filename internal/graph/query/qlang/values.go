package qlang

import (
	"fmt"
	"math"
	"time"

	"github.com/cayleygraph/quad"
)

// JSONValue returns a node as encoding/json can write it: texts, numbers, booleans and times as themselves, an IRI as
// "<iri>", any other node in Cayley's notation. A nil node is nil.
func JSONValue(v quad.Value) any {
	if v == nil {
		return nil
	}
	switch native := v.Native().(type) {
	case quad.Value:
		return quad.StringOf(native)
	case float64:
		if math.IsNaN(native) || math.IsInf(native, 0) {
			return quad.StringOf(v)
		}
		return native
	case time.Time:
		return JSONTime(native)
	default:
		return native
	}
}

// JSONTime returns t, or, where encoding/json refuses t because its year has other than four digits, its text in the
// extended form of ECMAScript: "+275760-09-13T00:00:00Z".
func JSONTime(t time.Time) any {
	if year := t.Year(); year < 0 || year > 9999 {
		return fmt.Sprintf("%+07d%s", year, t.Format("-01-02T15:04:05.999Z07:00"))
	}
	return t
}
