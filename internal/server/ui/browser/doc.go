// Package browser tests the explorer in a browser against a running server. It has only tests.
package browser
