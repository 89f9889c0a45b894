package ingest_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"graphd/internal/ingest"
	"graphd/internal/ingest/document"
	"graphd/internal/ingest/ling"
	"graphd/internal/ingest/text"
)

// BenchmarkStages measures the pipeline up to each of its stages on the same articles, in tokens for each second of processor
// time, with the fast and with the full models. It also reports the time relative to a pass that only copies and hashes the text,
// measured just before. This ratio depends little on the machine.
func BenchmarkStages(b *testing.B) {
	for _, models := range []string{ingest.FastModels, ingest.FullModels} {
		b.Run(models, func(b *testing.B) { benchmarkStages(b, newPipelineWith(b, models)) })
	}
}

func benchmarkStages(b *testing.B, p *ingest.Pipeline) {
	docs := articles(b)
	base := perToken(docs, hashed)
	for _, s := range []struct {
		name string
		do   func(document.Document)
	}{
		{"hash", hashed},
		{"segment", func(d document.Document) { ling.Segment(d.Text) }},
		{"annotate", func(d document.Document) { p.Annotator.Annotate(d.Text) }},
		{"extract", func(d document.Document) { extract(b, p, d) }},
		{"resolve", func(d document.Document) { find(b, p, d) }},
		{"quads", func(d document.Document) { r := find(b, p, d); r.Quads(recorded) }},
	} {
		b.Run(s.name, func(b *testing.B) {
			tokens, i, before := 0, 0, processorTime()
			for b.Loop() {
				s.do(docs[i%len(docs)].Document)
				tokens += docs[i%len(docs)].tokens
				i++
			}
			spent := processorTime() - before
			each := spent / time.Duration(max(tokens, 1))
			b.ReportMetric(float64(tokens)/max(spent, 1).Seconds(), "tokens/s")
			b.ReportMetric(float64(each)/float64(max(base, 1)), "x-hash")
		})
	}
}

// BenchmarkScaling measures the pipeline on degenerate texts of three sizes. If the work is linear, the time per code point is
// the same for all sizes, and "x-smallest" is near 1.
func BenchmarkScaling(b *testing.B) {
	p := newPipeline(b)
	for _, d := range degenerate {
		var smallest float64
		for _, size := range []int{50_000, 200_000, 5_000_000} {
			if size > 1_000_000 && testing.Short() {
				continue
			}
			b.Run(fmt.Sprintf("%s/%d", d.name, size), func(b *testing.B) {
				doc := document.Document{ID: "d", Text: text.Normalize(d.text(size))}
				for b.Loop() {
					find(b, p, doc)
				}
				each := float64(b.Elapsed()) / float64(b.N) / float64(doc.Text.Len())
				if smallest == 0 {
					smallest = each
				}
				b.ReportMetric(each, "ns/code-point")
				b.ReportMetric(each/smallest, "x-smallest")
			})
		}
	}
}

// benchArticle is a document and its number of tokens.
type benchArticle struct {
	document.Document
	tokens int
}

// articles returns articles of the train part of the news corpus if it is available, else generated texts.
func articles(b *testing.B) []benchArticle {
	b.Helper()
	const enough = 200
	var out []benchArticle
	for _, given := range newsTexts(enough) {
		out = append(out, newArticle(given))
	}
	if len(out) == 0 {
		b.Log("the news corpus is not here (GRAPHD_SHARED names the folder with corpora/): texts of our own instead")
		for i := range enough {
			out = append(out, newArticle(generatedText(i, 4000)))
		}
	}
	return out
}

func newArticle(given string) benchArticle {
	d := document.Document{ID: document.ID(fmt.Sprintf("%x", sha256.Sum256([]byte(given)))[:32]), Text: text.Normalize(given)}
	n := 0
	for _, s := range ling.Segment(d.Text).Sentences {
		n += len(s.Tokens)
	}
	return benchArticle{d, n}
}

func newsTexts(most int) []string {
	dir := os.Getenv("GRAPHD_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	file, err := os.Open(filepath.Join(dir, "corpora", "polnear", "train.attributions.jsonl.gz"))
	if err != nil {
		return nil
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return nil
	}
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 64<<20)
	var out []string
	for lines.Scan() && len(out) < most {
		var l struct{ Text string }
		if json.Unmarshal(lines.Bytes(), &l) == nil {
			out = append(out, l.Text)
		}
	}
	return out
}

// find returns the result of the pipeline for d.
func find(tb testing.TB, p *ingest.Pipeline, d document.Document) ingest.Result {
	r, err := p.Run(context.Background(), d)
	if err != nil {
		tb.Error(err)
	}
	return r
}

func extract(tb testing.TB, p *ingest.Pipeline, d document.Document) {
	x, err := p.Extractor.Read(tb.Context(), p.Annotator.Layout(d.Text))
	if err == nil {
		_, err = p.Extractor.Extract(tb.Context(), x)
	}
	if err != nil {
		tb.Error(err)
	}
}

func hashed(d document.Document) {
	sum := sha256.Sum256([]byte(strings.Clone(d.Text.String())))
	runtime.KeepAlive(sum)
}

// perToken returns the time that do takes per token of docs.
func perToken(docs []benchArticle, do func(document.Document)) time.Duration {
	const rounds = 50
	tokens, before := 0, processorTime()
	for range rounds {
		for _, d := range docs {
			do(d.Document)
			tokens += d.tokens
		}
	}
	return (processorTime() - before) / time.Duration(tokens)
}

// spread calls do once for every document, from the given number of goroutines, and returns the number of tokens.
func spread(docs []benchArticle, workers int, do func(document.Document)) int {
	next := make(chan benchArticle)
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			for d := range next {
				do(d.Document)
			}
		})
	}
	tokens := 0
	for _, d := range docs {
		next <- d
		tokens += d.tokens
	}
	close(next)
	wait.Wait()
	return tokens
}
