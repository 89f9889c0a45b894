// Package lingscore scores the models of the linguistic layer on the dev parts of the corpora.
package lingscore
