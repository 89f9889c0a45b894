package pebblestore

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
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
		encoded, err := encodeValue(v)
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := seen[string(encoded)]; ok {
			t.Errorf("%.50v and %.50v have one encoding", v, other)
		}
		seen[string(encoded)] = v
		apply(t, s, adds(quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: v}))
	}
	s.view.terms = newPaged(&budget{}, (*term).weight) // read from the store itself
	for encoded, v := range seen {
		got := s.NameOf(s.ValueOf(v))
		if again, err := encodeValue(got); err != nil || !bytes.Equal(again, []byte(encoded)) {
			t.Errorf("%.50v came back as %.50v (%v)", v, got, err)
		}
		if e, ok := v.(quad.Equaler); ok && !e.Equal(got) || !ok && got != v {
			t.Errorf("%.50v came back as %.50v", v, got)
		}
	}
}

func TestDecodeRefusesDamage(t *testing.T) {
	for _, damaged := range [][]byte{nil, {0}, {99, 1}, {kindInt, 1}, {kindBool}, {kindTime, 1, 2}, {kindLang}, {kindLang, 9, 'e'}} {
		if v, err := decodeValue(damaged); err == nil {
			t.Errorf("%x was read as %v", damaged, v)
		}
	}
}

func TestIDsSortAsNumbers(t *testing.T) {
	var last []byte
	for _, id := range []Node{0, 1, 31, 32, 255, 256, 8191, 8192, 1<<21 - 1, 1 << 21, 1<<29 - 1, 1 << 29, 1 << 40, maxID} {
		b := appendID(nil, id)
		if got, n := decodeID(append(b, 1)); got != id || n != len(b) {
			t.Errorf("%d came back as %d", id, got)
		}
		if bytes.Compare(last, b) >= 0 {
			t.Errorf("%d does not sort after the id before it", id)
		}
		last = b
	}
}
