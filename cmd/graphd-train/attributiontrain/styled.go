package attributiontrain

import (
	"graphd/cmd/graphd-train/corpus"
	"graphd/cmd/graphd-train/judged"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// stylesFolder is the folder of the training texts in other styles than that of the news corpus; its README.md describes them.
const stylesFolder = "cmd/graphd-train/attributiontrain/styles"

// readStyled reads the training texts in other styles. Text number i is annotated by annotators[i % len(annotators)].
func readStyled(folder string, dir corpus.Dir, annotators []*ling.Annotator) (newsPart, error) {
	invented, err := judged.ReadInvented(folder)
	if err != nil {
		return nil, err
	}
	excerpts, err := judged.ReadExcerpts(folder, dir)
	if err != nil {
		return nil, err
	}
	var out newsPart
	for _, x := range append(invented, excerpts...) {
		out = append(out, newsArticle{GoldDocument: x.GoldDocument, text: text.Normalize(x.Text)})
	}
	forEach(len(out), func(i int) { out[i].layout = annotators[i%len(annotators)].Layout(out[i].text) })
	return out, nil
}
