// Package attribution finds who a text reports as saying, believing, intending or judging what.
package attribution
