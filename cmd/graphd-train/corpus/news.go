package corpus

import "encoding/json"

// News calls each with the id and the text of every document of a collection without annotations in news/NAME.jsonl.gz.
func (d Dir) News(name string, each func(id, given string) error) error {
	return d.lines("news/"+name+".jsonl.gz", func(line string) error {
		var l struct{ ID, Text string }
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			return err
		}
		return each(l.ID, l.Text)
	})
}
