package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"graphd/internal/graph/nquads"
	"graphd/internal/graph/vocab"
	"graphd/internal/ingest"
	"graphd/internal/ingest/document"
	"graphd/internal/parallel"
	"graphd/internal/term"
)

func (extractCmd) Help() string {
	return `Prints the attributions in documents. Offsets count the code points of the text as given, end-exclusive; for HTML, of the main text of the page. Formats:

    jsonl  a line of JSON for each document: {"id", "attributions", "entities"}
    text   for people: the source, its cue and act, the content, and the place
    nq     the quads that ingest would add to the graph

--explain prints each attribution in its sentence: «source» {cue} [content], or in colours on a terminal (NO_COLOR turns them off); then the confidence of each part, how it was corrected by judged texts, and the reasons for and against the attribution, in log odds.

Examples:

    $ graphd extract --format text article.txt
    $ graphd extract --explain article.txt | less -R
    $ curl -s https://example.org/story | graphd extract - | jq -r '.attributions[] | .entity.name + ": " + .text'`
}

// Validate checks the bound.
func (cmd *extractCmd) Validate() error {
	if cmd.MinConfidence < 0 || cmd.MinConfidence > 1 {
		return fmt.Errorf("--min-confidence=%v: give a number from 0 to 1", cmd.MinConfidence)
	}
	return nil
}

func (cmd *extractCmd) Run(ctx context.Context, c *term.Console) error {
	models, err := cmd.modelsFlag.open()
	if err != nil {
		return err
	}
	pipeline, err := newPipeline(models, vocab.Base(cmd.BaseIRI))
	if err != nil {
		return err
	}
	names := cmd.Files
	if len(names) == 0 {
		names = []string{standardInput}
	}
	inputs, failures := findInputs(ctx, c, names)
	failed := false
	for _, err := range failures {
		c.Logf("%v", err)
		failed = failed || !errors.Is(err, document.ErrSkipped)
	}
	extract := func(r readDocument) extractOutput { return cmd.extract(ctx, pipeline, c.Highlighting(), r) }
	err = parallel.InOrder(ctx, readDocuments(ctx, inputs, func() {}), concurrency(), extract, func(e extractOutput) error {
		if e.err != nil && ctx.Err() == nil {
			failed = true
			c.Logf("%v", e.err)
			return nil
		}
		if e.err != nil {
			return e.err
		}
		for _, warning := range e.meta.Warnings() {
			c.Logf("%s: %s", e.meta.Name, warning)
		}
		_, err := c.Out.Write(e.output)
		return err
	})
	if err == nil && failed {
		return errReported
	}
	return err
}

// An extractOutput is the output for a document, or the error.
type extractOutput struct {
	output []byte
	meta   document.Metadata
	err    error
}

// extract runs the pipeline on a document and formats the result.
func (cmd *extractCmd) extract(ctx context.Context, pipeline *ingest.Pipeline, highlighting term.Highlighting, r readDocument) extractOutput {
	if r.err != nil {
		return extractOutput{err: r.err}
	}
	find, print := pipeline.Run, printers[cmd.Format]
	if cmd.Explain {
		find, print = pipeline.Explain, func(w io.Writer, result ingest.Result) error { return term.WriteExplanation(w, result, highlighting) }
	}
	result, err := find(ctx, r.doc)
	if err != nil {
		return extractOutput{err: err}
	}
	result.Findings = result.AtLeast(cmd.MinConfidence)
	var out bytes.Buffer
	err = print(&out, result)
	return extractOutput{out.Bytes(), r.doc.Meta, err}
}

// printers holds the function that writes a result in each format.
var printers = map[string]func(io.Writer, ingest.Result) error{
	"jsonl": writeReport,
	"text":  term.WriteAttributions,
	"nq":    writeQuads,
}

func writeReport(w io.Writer, r ingest.Result) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(r.Report())
}

func writeQuads(w io.Writer, r ingest.Result) error {
	var line []byte
	for _, q := range append(r.Quads(time.Now()), r.Reference()...) {
		normal, err := nquads.Normalize(q)
		if err != nil {
			return err
		}
		line = nquads.AppendQuad(line[:0], normal)
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return nil
}
