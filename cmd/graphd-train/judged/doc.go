// Package judged reads texts of which people have annotated each attribution: texts written for this purpose, with marks, and
// excerpts from corpora, given by ids and offsets. The README.md of internal/ingest/eval/testdata/styles describes both files.
package judged
