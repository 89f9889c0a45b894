// Package stylescore scores the extractor by style of writing, on the judged texts of internal/ingest/eval/testdata/styles.
package stylescore
