// Package linear implements multi-class linear classifiers over hashed features. A Perceptron or a LogLinear is trained and
// then converted to a Classifier.
//
// A feature is a 32-bit hash. Its high bits select a row, which holds the weights of the labels that have one there.
package linear

// A Scorer adds to scores, by label, the weights of the features. Classifiers and learners in training are Scorers, so that
// training and use run the same code.
type Scorer interface {
	Score(features []uint32, scores []float32)
}
