// Package qlang holds what the query languages share: errors with positions in a query's text, short names for IRIs, and
// the JSON form of nodes.
package qlang
