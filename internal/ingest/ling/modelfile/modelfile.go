// Package modelfile stores trained models in files with a header and compressed content.
//
// A file consists of the magic "graphdLM", a byte of format version, the kind of model (length and name), the first 16 bytes of
// the SHA-256 of the content, the length of the content, and the content, in DEFLATE format. Numbers are varints.
package modelfile

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	// Reads faster. Files are written with the standard library, so that their bytes stay the same.
	fastflate "github.com/klauspost/compress/flate"
)

const (
	magic   = "graphdLM"
	version = 1
	sumLen  = 16
	// maxContent is the maximum length of the content in bytes, so that a damaged file cannot request all memory.
	maxContent = 1 << 28
)

// Errors of Decode.
var (
	// ErrForeign is returned for a file that is not a model file, or of another kind.
	ErrForeign = errors.New("not a model file of this kind")
	// ErrFormat is returned for a model file with another format version, of a newer or older program.
	ErrFormat = errors.New("model file of another format")
	// ErrDamaged is returned for a model file that is truncated or changed.
	ErrDamaged = errors.New("model file is truncated or damaged")
)

// A Sum identifies the content of a model.
type Sum [sumLen]byte

// Encode returns content as a model file of the given kind.
func Encode(kind string, content []byte) ([]byte, error) {
	return encode(kind, content, flate.BestCompression)
}

// EncodeStored returns content as a model file of the given kind without compressing it, for content that hardly becomes smaller:
// it is read several times faster.
func EncodeStored(kind string, content []byte) ([]byte, error) {
	return encode(kind, content, flate.NoCompression)
}

func encode(kind string, content []byte, level int) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(magic)
	b.WriteByte(version)
	b.WriteByte(byte(len(kind)))
	b.WriteString(kind)
	sum := sumOf(content)
	b.Write(sum[:])
	b.Write(binary.AppendUvarint(nil, uint64(len(content))))
	z, err := flate.NewWriter(&b, level)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(content); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Decode returns the content of a model file of the given kind, and its sum.
func Decode(kind string, file []byte) ([]byte, Sum, error) {
	var sum Sum
	rest, ok := bytes.CutPrefix(file, []byte(magic))
	if !ok || len(rest) < 2 {
		return nil, sum, fmt.Errorf("%w: want a %s model", ErrForeign, kind)
	}
	if rest[0] != version {
		return nil, sum, fmt.Errorf("%w: version %d, this program reads %d", ErrFormat, rest[0], version)
	}
	found, rest, ok := cut(rest[2:], int(rest[1]))
	if !ok || string(found) != kind {
		return nil, sum, fmt.Errorf("%w: found %q, want %q", ErrForeign, found, kind)
	}
	given, rest, ok := cut(rest, sumLen)
	size, n := binary.Uvarint(rest)
	if !ok || n <= 0 || size > maxContent {
		return nil, sum, fmt.Errorf("%s model: %w", kind, ErrDamaged)
	}
	content, err := inflate(rest[n:], int(size))
	if err == nil {
		sum = sumOf(content)
	}
	if err != nil || !bytes.Equal(given, sum[:]) {
		return nil, sum, fmt.Errorf("%s model: %w", kind, ErrDamaged)
	}
	return content, sum, nil
}

func inflate(b []byte, size int) ([]byte, error) {
	content := make([]byte, size)
	_, err := io.ReadFull(fastflate.NewReader(bytes.NewReader(b)), content)
	return content, err
}

func cut(b []byte, n int) (head, tail []byte, ok bool) {
	if n > len(b) {
		return b, nil, false
	}
	return b[:n], b[n:], true
}

func sumOf(content []byte) Sum {
	full := sha256.Sum256(content)
	return Sum(full[:sumLen])
}
