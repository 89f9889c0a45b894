package linkscore

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"

	"graphd/cmd/graphd-train/corpus"
	"graphd/cmd/graphd-train/tally"
	"graphd/internal/ingest"
	"graphd/internal/ingest/entity/coref"
)

// Run scores the links of pronouns, nominals and surnames, and the clusters of mentions.
func Run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("entities", flag.ContinueOnError)
	dir := corpus.Flag(flags)
	part := flags.String("part", "dev", "`part` of the corpus: train or dev")
	scores := flags.String("scores", "", "`file` that the table is written to as well")
	diff := flags.Bool("diff", false, "write each wrong link")
	if err := flags.Parse(args); err != nil {
		return err
	}
	documents, err := dir.UD(corpus.GUM, *part)
	if err != nil {
		return err
	}
	models, err := ingest.EmbeddedModels(ingest.DefaultModels)
	if err != nil {
		return err
	}
	table, clusters := linkScores{}, coreferenceScores{}
	resolver := coref.NewResolver(nil)
	for _, d := range documents {
		x := newCorefChains(d)
		found, resolution := x.resolve(models, resolver)
		clusters.add(x.gold(), x.system(resolution))
		for _, l := range found {
			table.add(l)
			if *diff && l.found && !l.right {
				fmt.Fprintf(out, "%s: %s at %d is linked to %s\n", d.ID, l.words, l.at.Start, l.to)
			}
		}
	}
	var b bytes.Buffer
	table.write(&b, *part)
	fmt.Fprintf(&b, "%s%v", clustersHead, &clusters)
	if _, err := out.Write(b.Bytes()); err != nil || *scores == "" {
		return err
	}
	return os.WriteFile(*scores, b.Bytes(), 0o644)
}

// linkScores counts links by their kind.
type linkScores map[string]*tally.Overlap

// add counts a link. A nominal that refers to nothing before it counts only if it is linked, which is wrong.
func (s linkScores) add(l corefLink) {
	if s[l.kind] == nil {
		s[l.kind] = &tally.Overlap{}
	}
	if !l.isNew {
		s[l.kind].Gold++
	}
	if l.found {
		s[l.kind].System++
	}
	if l.right {
		s[l.kind].Both++
	}
}

// write writes the table.
func (s linkScores) write(w io.Writer, part string) {
	fmt.Fprintf(w, linksHead, part)
	fmt.Fprintf(w, "%-16s %8s %8s %8s\n", "mention", "asked", "linked", "right")
	for _, kind := range linkKinds {
		if o := s[kind]; o != nil {
			fmt.Fprintf(w, "%-16s %8d %8s %8s\n", kind, o.Gold, tally.Ratio{Right: o.System, All: o.Gold}, o.Precision())
		}
	}
}

const linksHead = `Links of pronouns, nominals and surnames in UD GUM %s, from raw text and without a gazetteer, in percent: how
many of those asked for are linked to an entity with a name or a description, and how many of these rightly. Pronouns and
nominals ("the mayor") are asked for if they are the source of an attribution and refer to something before; "he, she: all" are
those outside quotation marks, sources or not. What is not linked stays open in the graph.

`

const clustersHead = `
Clusters of mentions of persons and organisations, of which there are at least two, in percent. Mentions are the same if their
heads are. The resolver leaves open most mentions that are no source.

`
