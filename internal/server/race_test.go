//go:build race

package server_test

// raceEnabled is true under the race detector, which has memory of its own.
const raceEnabled = true
