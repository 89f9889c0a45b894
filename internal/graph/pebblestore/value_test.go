package pebblestore

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph/pebblestore/codec"
)

func someValues() []quad.Value {
	zone := time.FixedZone("east", 2*3600)
	return []quad.Value{
		quad.IRI("urn:x"), quad.BNode("x"), quad.String(""), quad.String("x"), quad.String(strings.Repeat("long ", 1<<18)),
		quad.String("\x00\xff\n"), quad.LangString{Value: "", Lang: "en"}, quad.LangString{Value: "x", Lang: "en"},
		quad.LangString{Value: "nx", Lang: "e"}, quad.TypedString{Value: "5", Type: "urn:t"},
		quad.TypedString{Value: "5", Type: "http://www.w3.org/2001/XMLSchema#integer"}, quad.Int(5), quad.Int(math.MinInt64),
		quad.Int(math.MaxInt64), quad.Float(5), quad.Float(math.Inf(-1)), quad.Float(math.Copysign(0, -1)), quad.Float(0),
		quad.Bool(true), quad.Bool(false), quad.Time(time.Unix(0, 1).UTC()), quad.Time(time.Unix(-1, 999999999).UTC()),
		quad.Time(time.Date(9999, 1, 2, 3, 4, 5, 6, zone)), quad.String(`"5"^^<urn:t>`), quad.String("<urn:x>"),
	}
}

func TestValuesOfEveryKindAreDistinctAndComeBack(t *testing.T) {
	s := openMem(t)
	seen := make(map[string]quad.Value)
	for _, v := range someValues() {
		encoded, err := codec.EncodeValue(v)
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := seen[string(encoded)]; ok {
			t.Errorf("%.50v and %.50v have one encoding", v, other)
		}
		seen[string(encoded)] = v
		apply(t, s, adds(quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: v}))
	}
	for encoded, v := range seen {
		got := s.NameOf(s.ValueOf(v))
		if again, err := codec.EncodeValue(got); err != nil || !bytes.Equal(again, []byte(encoded)) {
			t.Errorf("%.50v came back as %.50v (%v)", v, got, err)
		}
		if e, ok := v.(quad.Equaler); ok && !e.Equal(got) || !ok && got != v {
			t.Errorf("%.50v came back as %.50v", v, got)
		}
	}
}
