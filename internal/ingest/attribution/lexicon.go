package attribution

import (
	_ "embed"

	"graphd/internal/ingest/ling/wordlist"
)

//go:embed words.tsv
var wordFile string

var lists = wordlist.Parse(wordFile)
