// Package pebblestore is a Cayley quad store on Pebble.
package pebblestore
