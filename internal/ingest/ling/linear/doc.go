// Package linear holds multi-class linear classifiers over hashed features: a Perceptron or a LogLinear is trained, a Model is
// used.
//
// A feature is a 32-bit hash; its high bits choose a row, and a row holds weights of the few labels that it speaks for.
package linear
