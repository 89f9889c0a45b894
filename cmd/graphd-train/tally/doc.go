// Package tally counts right answers and computes precision, recall and F1.
package tally
