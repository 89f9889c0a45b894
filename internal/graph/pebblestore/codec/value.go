package codec

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"time"

	"github.com/cayleygraph/quad"
)

// Kinds of value: the first byte of an encoding. The numbers are part of the on-disk format.
const (
	kindIRI = iota + 1
	kindBNode
	kindString
	kindLang
	kindTyped
	kindInt
	kindFloat
	kindBool
	kindTime
)

// EncodeValue returns the canonical encoding of v: equal values have equal bytes, and values of different kinds never
// do. A time keeps its nanoseconds and loses its zone; all NaNs have one encoding.
func EncodeValue(v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return encodeText(kindIRI, string(v)), nil
	case quad.BNode:
		return encodeText(kindBNode, string(v)), nil
	case quad.String:
		return encodeText(kindString, string(v)), nil
	case quad.LangString:
		return encodePair(kindLang, v.Lang, string(v.Value)), nil
	case quad.TypedString:
		return encodePair(kindTyped, string(v.Type), string(v.Value)), nil
	case quad.Int:
		return encodeNumber(kindInt, uint64(v)), nil
	case quad.Float:
		if math.IsNaN(float64(v)) {
			return encodeNumber(kindFloat, math.Float64bits(math.NaN())), nil
		}
		return encodeNumber(kindFloat, math.Float64bits(float64(v))), nil
	case quad.Bool:
		if v {
			return []byte{kindBool, 1}, nil
		}
		return []byte{kindBool, 0}, nil
	case quad.Time:
		t := time.Time(v)
		b := encodeNumber(kindTime, uint64(t.Unix()))
		return binary.BigEndian.AppendUint32(b, uint32(t.Nanosecond())), nil
	}
	return nil, fmt.Errorf("%w: a value of type %T; use an IRI, a string, a number, a boolean or a time", ErrInvalid, v)
}

func encodeText(kind byte, s string) []byte {
	return append(append(make([]byte, 0, len(s)+1), kind), s...)
}

func encodePair(kind byte, tag, s string) []byte {
	b := append(make([]byte, 0, len(tag)+len(s)+3), kind)
	b = binary.AppendUvarint(b, uint64(len(tag)))
	return append(append(b, tag...), s...)
}

func encodeNumber(kind byte, n uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{kind}, n)
}

// DecodeValue returns the value that EncodeValue encoded. It does not alias b.
func DecodeValue(b []byte) (quad.Value, error) {
	if len(b) == 0 {
		return nil, fmt.Errorf("%w: an empty value", ErrCorrupt)
	}
	kind, rest := b[0], b[1:]
	switch {
	case kind == kindIRI:
		return quad.IRI(rest), nil
	case kind == kindBNode:
		return quad.BNode(rest), nil
	case kind == kindString:
		return quad.String(rest), nil
	case kind == kindLang || kind == kindTyped:
		return decodePair(kind, rest)
	case kind == kindInt && len(rest) == 8:
		return quad.Int(binary.BigEndian.Uint64(rest)), nil
	case kind == kindFloat && len(rest) == 8:
		return quad.Float(math.Float64frombits(binary.BigEndian.Uint64(rest))), nil
	case kind == kindBool && len(rest) == 1:
		return quad.Bool(rest[0] == 1), nil
	case kind == kindTime && len(rest) == 12:
		seconds := int64(binary.BigEndian.Uint64(rest))
		return quad.Time(time.Unix(seconds, int64(binary.BigEndian.Uint32(rest[8:]))).UTC()), nil
	}
	return nil, fmt.Errorf("%w: a value of kind %d with %d bytes", ErrCorrupt, kind, len(rest))
}

func decodePair(kind byte, b []byte) (quad.Value, error) {
	size, n := binary.Uvarint(b)
	if n <= 0 || size > uint64(len(b)-n) {
		return nil, fmt.Errorf("%w: a truncated value of kind %d", ErrCorrupt, kind)
	}
	tag, text := string(b[n:n+int(size)]), quad.String(b[n+int(size):])
	if kind == kindLang {
		return quad.LangString{Value: text, Lang: tag}, nil
	}
	return quad.TypedString{Value: text, Type: quad.IRI(tag)}, nil
}

// HashValue returns the hash under which the dictionary lists an encoded value. It is cryptographic, so that nobody can
// construct documents whose values collide; values with equal hashes are distinguished by their bytes.
func HashValue(encoded []byte) uint64 {
	sum := sha256.Sum256(encoded)
	return binary.BigEndian.Uint64(sum[:])
}

// AppendIRI appends the encoding of the IRI with this text.
func AppendIRI(b, text []byte) []byte { return append(append(b, kindIRI), text...) }

// AppendString appends the encoding of the plain string with this text.
func AppendString(b, text []byte) []byte { return append(append(b, kindString), text...) }
