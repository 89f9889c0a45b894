package document

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"mime"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decode decodes bytes. The encoding is the first of these that applies: UTF-16, if there is a byte order mark or zero
// bytes suggest it; UTF-8, if the bytes are valid UTF-8, whatever is declared; the encoding that the media type or the
// page declares; UTF-8, if most non-ASCII characters are valid (text.Normalize replaces the others); windows-1252. A
// UTF-8 byte order mark is kept, so that offsets count it.
func decode(data []byte, mediaType string, page bool) (string, error) {
	if e := detectUTF16(data); e != nil {
		return decodeAs(data, e)
	}
	declared, name, err := declaredEncoding(data, mediaType, page)
	if err != nil {
		return "", err
	}
	switch {
	case name == "utf-8" || utf8.Valid(data) && (declared == nil || !isASCII(data)):
		return string(data), nil
	case declared != nil:
		return decodeAs(data, declared)
	case mostlyUTF8(data):
		return string(data), nil
	}
	return decodeAs(data, charmap.Windows1252)
}

func decodeAs(data []byte, e encoding.Encoding) (string, error) {
	decoded, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return "", fmt.Errorf("decode: %w", err)
	}
	return string(decoded), nil
}

// declaredEncoding returns the encoding that the media type or the head of a page declares, with its name; nil if there is
// none.
func declaredEncoding(data []byte, mediaType string, page bool) (encoding.Encoding, string, error) {
	if _, params, err := mime.ParseMediaType(mediaType); err == nil && params["charset"] != "" {
		e, name := charset.Lookup(params["charset"])
		if e == nil {
			return nil, "", withHint(fmt.Errorf("%w: charset %q", ErrUnknownType, params["charset"]), "use a charset of the WHATWG Encoding Standard")
		}
		return e, name, nil
	}
	if !page {
		return nil, "", nil
	}
	// An uncertain windows-1252 or UTF-8 is a guess from the first bytes; decode guesses better from the whole text.
	e, name, certain := charset.DetermineEncoding(data[:min(len(data), 1024)], "")
	if !certain && (name == "windows-1252" || name == "utf-8") {
		return nil, "", nil
	}
	return e, name, nil
}

func isASCII(data []byte) bool {
	for _, b := range data {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// mostlyUTF8 reports whether data has more valid multi-byte characters than invalid bytes.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		data = data[size:]
	}
	return good > bad
}

// detectUTF16 returns the UTF-16 encoding of data that begins with a byte order mark, or in which nearly every other byte
// is zero, as in Western text. Otherwise it returns nil.
func detectUTF16(data []byte) encoding.Encoding {
	little, big := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return little
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return big
	}
	sample := data[:min(len(data), 2048)&^1]
	var zeros [2]int
	for i, b := range sample {
		if b == 0 {
			zeros[i%2]++
		}
	}
	const enough = 0.4 // share of zero bytes at even or odd offsets; chosen by hand
	switch half := float64(len(sample)) / 2; {
	case half == 0:
		return nil
	case zeros[0] == 0 && float64(zeros[1]) > enough*half:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[1] == 0 && float64(zeros[0]) > enough*half:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// decodeStream returns a stream of UTF-8 for a stream in UTF-8 or UTF-16 that begins with head.
func decodeStream(stream *bufio.Reader, head []byte) *bufio.Reader {
	if e := detectUTF16(head); e != nil {
		return bufio.NewReaderSize(io.Reader(transform.NewReader(stream, e.NewDecoder())), headLen)
	}
	return stream
}
