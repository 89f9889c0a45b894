// Package encoder computes vectors of words in context with a pretrained transformer encoder of the BERT family (Devlin et al.
// 2019), on the processor and in plain Go and assembly.
//
// An Encoder splits words into pieces (package wordpiece), packs whole paragraphs into sequences, and runs the layers of the encoder
// on each (package kernel). The vector of a word is that of its first piece in the last layer. Weights are 8-bit integers with a
// scale for each output, activations 16-bit integers with a scale for each row, the tensors of tasks bfloat16, everything else float32; the result is the same
// on every machine.
package encoder
