// Package gazetteer finds well-known entities by the names that a document uses for them.
//
// Its records are given by the caller; package ingest reads them from quads/gazetteer.nq.
package gazetteer
