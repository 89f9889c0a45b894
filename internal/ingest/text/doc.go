// Package text holds a document's text in one normal form, and the way back to the text as it was given.
//
// All offsets are Unicode code points, end-exclusive, as the W3C Web Annotation selectors ask; bytes only where a
// name says so.
//
// Normalize takes two passes over the text as given. The first cleans, code point by code point:
//
//   - CR LF, lone CR, vertical tab, form feed, U+0085, U+2028 and U+2029 become LF;
//   - tabs, no-break spaces and every other space character become U+0020, one for one (runs of spaces stay runs);
//   - zero-width spaces, byte order marks, soft hyphens, bidirectional controls, the other invisible format
//     characters and control characters are dropped;
//   - zero-width joiners and non-joiners stay after a letter of a script that spells with them (Arabic, the Indic
//     scripts, …) and after an emoji, the tag characters of a flag stay after the flag; elsewhere they are dropped;
//   - U+0080 to U+009F, which in practice are windows-1252 read as Latin-1, become the characters that
//     windows-1252 has there, as HTML does; those that it has not are dropped;
//   - each byte that is not UTF-8 becomes one U+FFFD.
//
// The second composes to NFC. A run of more than 30 combining marks is broken with U+034F, as the Stream-Safe Text
// Format (Unicode Standard Annex 15) asks, so that every pass is linear.
//
// Each pass leaves an alignment: the places where the text before and after it fall out of step. Text that needs no
// change costs nothing; Given walks the alignments back. Replace adds one more pass, for the readers of formats
// that take markup out of a text without losing the way back.
//
// Text under 2 GiB is supported.
package text
