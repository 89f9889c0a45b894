// Package quads holds graphd's own data: the ontology, the gazetteer, and the sample document with what it yields.
package quads

import "embed"

// FS holds ontology.nq, gazetteer.nq, article.txt and sample.nq, which is what article.txt yields.
//
//go:embed *.nq article.txt
var FS embed.FS
