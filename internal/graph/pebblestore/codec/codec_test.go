package codec

import (
	"bytes"
	"testing"
)

func TestDecodeRefusesDamage(t *testing.T) {
	for _, damaged := range [][]byte{nil, {0}, {99, 1}, {kindInt, 1}, {kindBool}, {kindTime, 1, 2}, {kindLang}, {kindLang, 9, 'e'}} {
		if v, err := DecodeValue(damaged); err == nil {
			t.Errorf("%x was read as %v", damaged, v)
		}
	}
}

func TestIDsSortAsNumbers(t *testing.T) {
	var last []byte
	for _, id := range []NodeID{0, 1, 31, 32, 255, 256, 8191, 8192, 1<<21 - 1, 1 << 21, 1<<29 - 1, 1 << 29, 1 << 40, MaxID} {
		b := AppendID(nil, id)
		if got, n := DecodeID(append(b, 1)); got != id || n != len(b) {
			t.Errorf("%d came back as %d", id, got)
		}
		if bytes.Compare(last, b) >= 0 {
			t.Errorf("%d does not sort after the id before it", id)
		}
		last = b
	}
}
