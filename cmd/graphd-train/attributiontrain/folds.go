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

// lingFolds is in how many parts the news corpus is annotated for training.
const foldCount = 4

// foldAnnotators are annotators that each learned from the news corpus without one fold of it, so that training sees
// tags and trees as faulty as they will be. They are kept under the folder cache and taken from there if they are there;
// without a folder they are trained, and gone afterwards.
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
