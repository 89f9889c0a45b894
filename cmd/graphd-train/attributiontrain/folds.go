package attributiontrain

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"graphd/cmd/graphd-train/corpus"
	"graphd/cmd/graphd-train/lingtrain"
	"graphd/internal/ingest/eval"
	"graphd/internal/ingest/ling"
)

// foldCount is the number of parts in which the news corpus is annotated for training.
const foldCount = 2

// foldAnnotators returns an annotator for each fold, trained on the news corpus without that fold, so that training
// sees tags and trees with the errors that extraction will see. Annotators are kept in the folder cache and read from
// there by later runs. If cache is "", they are deleted at the end.
func foldAnnotators(dir corpus.Dir, cache string, out io.Writer) ([]*ling.Annotator, error) {
	if cache == "" {
		folder, err := os.MkdirTemp("", "graphd-annotators")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(folder)
		cache = folder
	}
	folds := make([]map[string]bool, foldCount)
	for i := range folds {
		folds[i] = map[string]bool{}
	}
	n := 0
	if err := dir.Attributions("train", func(d eval.GoldDocument) {
		folds[n%foldCount][d.ID] = true
		n++
	}); err != nil {
		return nil, err
	}
	annotators := make([]*ling.Annotator, foldCount)
	errs := make([]error, foldCount)
	forEach(foldCount, func(i int) {
		dest := filepath.Join(cache, fmt.Sprint(i))
		if annotators[i], errs[i] = ling.New(os.DirFS(dest)); errs[i] == nil {
			return
		}
		if errs[i] = os.MkdirAll(dest, 0o755); errs[i] != nil {
			return
		}
		t := &lingtrain.Trainer{Dir: dir, Dest: dest, Out: out, Start: time.Now(), Skip: folds[i]}
		if errs[i] = t.Train(""); errs[i] == nil {
			annotators[i], errs[i] = ling.New(os.DirFS(dest))
		}
	})
	return annotators, errors.Join(errs...)
}
