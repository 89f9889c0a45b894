// Package kernel has the arithmetic of a transformer encoder: products of quantised matrices, softmax, GELU and layer
// normalisation.
//
// Matrix products multiply int16 activations, quantised for each row, by int16 weights, and add up in int32 without overflow.
// On amd64 with AVX2 they run as assembly; a twin in plain Go runs elsewhere. Both give the same bits: integer sums are exact,
// and the floating-point steps are single multiplications and additions in a fixed order, without fused operations. So a text
// has the same vectors on every machine.
package kernel
