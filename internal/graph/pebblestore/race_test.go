//go:build race

package pebblestore

// raceEnabled is true under the race detector, where half a million quads take minutes to load.
const raceEnabled = true
