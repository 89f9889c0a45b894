package web

import (
	"fmt"
	"mime"
	"strings"
)

// ListFormat is a format of lists and rows.
type ListFormat string

// The formats of lists and rows.
const (
	JSON   ListFormat = "json"
	NDJSON ListFormat = "ndjson"
	CSV    ListFormat = "csv"
	Table  ListFormat = "table" // aligned text
)

// listFormats are the formats in order of preference.
var listFormats = []struct {
	ListFormat
	mediaType string
}{
	{JSON, "application/json"},
	{NDJSON, "application/x-ndjson"},
	{CSV, "text/csv"},
	{Table, "text/plain"},
}

// MediaType returns the media type of the format, with the charset of text.
func (f ListFormat) MediaType() string {
	for _, known := range listFormats {
		if known.ListFormat == f {
			if strings.HasPrefix(known.mediaType, "text/") {
				return known.mediaType + "; charset=utf-8"
			}
			return known.mediaType
		}
	}
	return ""
}

// OtherMediaTypes returns the media types of lists and rows other than JSON.
func OtherMediaTypes() []string {
	var others []string
	for _, f := range listFormats[1:] {
		others = append(others, f.mediaType)
	}
	return others
}

// Preference is the part of a request that chooses the format of the reply. Embed it in the input of a handler.
type Preference struct {
	Format ListFormat `query:"format" enum:"json,ndjson,csv,table" doc:"Format of the answer; instead of Accept"`
	Accept string     `header:"Accept" hidden:"true"`
}

// Choose returns the format that the client prefers, or ErrAcceptable if it accepts none.
func (p Preference) Choose() (ListFormat, error) {
	if p.Format != "" {
		return p.Format, nil
	}
	best, bestWeight := ListFormat(""), 0.0
	for _, known := range listFormats {
		if w := Weight(p.Accept, known.mediaType); w > bestWeight {
			best, bestWeight = known.ListFormat, w
		}
	}
	if best == "" {
		return "", fmt.Errorf("%q: %w", p.Accept, ErrAcceptable)
	}
	return best, nil
}

// Weight returns the quality value, 0 to 1, that the Accept header accept gives to mediaType by its most specific range
// (RFC 9110, section 12.5.1). An empty header accepts everything.
func Weight(accept, mediaType string) float64 {
	if strings.TrimSpace(accept) == "" {
		return 1
	}
	kind, _, _ := strings.Cut(mediaType, "/")
	ranks := map[string]int{"*/*": 0, kind + "/*": 1, mediaType: 2}
	best, specific := 0.0, -1
	for part := range strings.SplitSeq(accept, ",") {
		name, parameters, err := mime.ParseMediaType(strings.TrimSpace(part))
		if err != nil {
			continue
		}
		rank, matches := ranks[name]
		if !matches || rank <= specific {
			continue
		}
		specific, best = rank, 1
		if q, ok := parameters["q"]; ok {
			if _, err := fmt.Sscan(q, &best); err != nil {
				best = 0
			}
		}
	}
	return best
}
