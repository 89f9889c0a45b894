package corpus

import (
	"strings"

	"graphd/internal/ingest/eval"
)

// Attributions calls each with every document of the news corpus's part, train or dev, and what people marked in it.
func (d Dir) Attributions(part string, each func(eval.Document)) error {
	return d.lines("polnear/"+part+".attributions.jsonl.gz", func(line string) error {
		return eval.ReadGold(strings.NewReader(line), func(doc eval.Document) error {
			each(doc)
			return nil
		})
	})
}
