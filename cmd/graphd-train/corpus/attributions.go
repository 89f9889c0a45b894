package corpus

import (
	"encoding/json"
	"strings"

	"graphd/internal/ingest/eval"
)

// Attributions calls each with every document of a part of the news corpus, train or dev, with its annotated attributions.
func (d Dir) Attributions(part string, each func(eval.GoldDocument)) error {
	return d.lines("polnear/"+part+".attributions.jsonl.gz", func(line string) error {
		return eval.ReadGold(strings.NewReader(line), func(doc eval.GoldDocument) error {
			each(doc)
			return nil
		})
	})
}

// Dated calls each with the id, text and date of issue of every document of a part of the news corpus.
func (d Dir) Dated(part string, each func(id, given, issued string) error) error {
	return d.lines("polnear/"+part+".attributions.jsonl.gz", func(line string) error {
		var l struct{ ID, Text, Date string }
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			return err
		}
		return each(l.ID, l.Text, l.Date)
	})
}
