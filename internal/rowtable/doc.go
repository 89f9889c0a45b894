// Package rowtable writes the rows of an answer as CSV, as a text table, as a JSON array or as NDJSON. The server and the
// command line use the same writers.
//
// A row is a value of encoding/json, usually an object with one member per column. CSV and text tables have a heading, so
// they are written when all rows are known: a Table keeps the rows until then, large ones in a temporary file. JSON is
// written row by row.
package rowtable
