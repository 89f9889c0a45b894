// Package ud names the parts of speech, tags and relations of Universal Dependencies 2 for English, and answers
// questions about them. No other package spells a tag or a relation.
//
// Two conventions differ from the UD treebanks. The last word of a name is its head and the words before it are its
// [Compound] dependents, as in CoreNLP's trees. A coordinator depends on the first conjunct, as in version 1.
// Bare noun phrases of time and measure have the subtypes [OblTmod] and [OblNpmod].
//
// The guidelines are at https://universaldependencies.org/guidelines.html.
package ud
