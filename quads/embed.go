// Package quads embeds the data that graphd includes: the ontology, the gazetteer, and a sample document with its quads.
package quads

import "embed"

// FS holds ontology.nq, gazetteer.nq, article.txt, and sample.nq, which has the quads of article.txt.
//
//go:embed *.nq article.txt
var FS embed.FS
