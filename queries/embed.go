// Package queries holds the saved queries that come with graphd; README.md says how one is written.
package queries

import "embed"

// Files are the saved queries.
//
//go:embed *.gizmo *.graphql
var Files embed.FS
