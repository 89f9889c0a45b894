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

// decode makes characters of bytes: UTF-16 where a byte order mark or the zero bytes say so; UTF-8 where the bytes
// are that, whatever is declared; else what the media type or the page declares; else windows-1252, but for a text
// that is mostly UTF-8, whose bad bytes stay for text.Normalize. A UTF-8 byte order mark stays, and counts.
func decode(data []byte, mediaType string, page bool) (string, error) {
	if e := utf16Of(data); e != nil {
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

// declaredEncoding is the encoding that the media type or a page's head names, with its name; nil where neither does.
func declaredEncoding(data []byte, mediaType string, page bool) (encoding.Encoding, string, error) {
	if _, params, err := mime.ParseMediaType(mediaType); err == nil && params["charset"] != "" {
		e, name := charset.Lookup(params["charset"])
		if e == nil {
			return nil, "", hinted(fmt.Errorf("%w: charset %q", ErrUnknownType, params["charset"]), "state a charset of the WHATWG Encoding standard")
		}
		return e, name, nil
	}
	if !page {
		return nil, "", nil
	}
	// Of what is not certain, windows-1252 and UTF-8 may be guesses: decode has the whole text to guess from.
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

// mostlyUTF8 reports whether data has more well-formed multi-byte characters than bad bytes.
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

// utf16Of is UTF-16 where data begins with its byte order mark, or has zero bytes at every other place as western
// text has in UTF-16; nil else.
func utf16Of(data []byte) encoding.Encoding {
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
	const enough = 0.4
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

// decodeStream is the stream that began with head, as UTF-8.
func decodeStream(stream *bufio.Reader, head []byte) *bufio.Reader {
	if e := utf16Of(head); e != nil {
		return bufio.NewReaderSize(io.Reader(transform.NewReader(stream, e.NewDecoder())), headLen)
	}
	return stream
}
