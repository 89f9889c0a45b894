// Package ling annotates a text with sentences, tokens, parts of speech, lemmas, dependencies, names and quotations.
package ling
