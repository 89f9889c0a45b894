package encoderpack

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"graphd/internal/ingest/ling/encoder"
)

// Run packs the weights of an encoder and prints the size of the model file.
func Run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("encoder-pack", flag.ContinueOnError)
	weights := flags.String("weights", "", "safetensors `file` with the weights, named as in BertModel of HuggingFace")
	vocabulary := flags.String("vocab", "", "`file` with the vocabulary, one piece a line")
	heads := flags.Int("attention-heads", 12, "attention heads of a layer")
	all := flags.Bool("all-pieces", false, "keep pieces of all scripts")
	to := flags.String("out", "", "model `file` to write")
	if err := flags.Parse(args); err != nil {
		return err
	}
	w, err := read(*weights, *vocabulary)
	if err != nil {
		return err
	}
	w.AttentionHeads = *heads
	before := len(w.Vocabulary)
	if !*all {
		if err := prune(&w); err != nil {
			return err
		}
	}
	file, err := encoder.Encode(w)
	if err != nil {
		return fmt.Errorf("%s: %w", *weights, err)
	}
	if _, err := encoder.Decode(file); err != nil {
		return fmt.Errorf("%s: %w", *weights, err)
	}
	fmt.Fprintf(out, "%s: %d bytes, %d of %d pieces\n", *to, len(file), len(w.Vocabulary), before)
	return os.WriteFile(*to, file, 0o666)
}

// read returns the weights and the vocabulary in two files.
func read(weights, vocabulary string) (encoder.Weights, error) {
	pieces, err := os.ReadFile(vocabulary)
	if err != nil {
		return encoder.Weights{}, err
	}
	file, err := os.ReadFile(weights)
	if err != nil {
		return encoder.Weights{}, err
	}
	tensors, err := parseTensors(file)
	if err != nil {
		return encoder.Weights{}, fmt.Errorf("%s: %w", weights, err)
	}
	return encoder.Weights{Vocabulary: strings.Split(strings.TrimSuffix(string(pieces), "\n"), "\n"), Tensors: tensors}, nil
}
