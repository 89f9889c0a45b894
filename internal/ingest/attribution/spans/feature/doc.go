// Package feature computes the hashed features with which the span models find cues, sources and contents, and the rates at
// which words are cues.
package feature
