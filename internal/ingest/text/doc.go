// Package text normalises the text of a document, and maps offsets in the normalised text back to the text as given.
//
// Offsets count Unicode code points and ranges are end-exclusive, as in the selectors of the W3C Web Annotation Data
// Model. Functions that take or return byte offsets say so in their names.
//
// Normalize runs two passes over the text as given. The first pass cleans it, code point by code point:
//
//   - CR LF, lone CR, vertical tab, form feed, U+0085, U+2028 and U+2029 become LF;
//   - tabs, no-break spaces and all other space characters become U+0020, one by one (runs of spaces are not collapsed);
//   - zero-width spaces, byte order marks, soft hyphens, bidirectional controls, other invisible format characters, and
//     control characters are removed;
//   - zero-width joiners and non-joiners are kept after an emoji and after a letter of a script that uses them (Arabic,
//     the Indic scripts, …), and the tag characters of a flag after the flag; elsewhere they are removed;
//   - U+0080 to U+009F, which in practice are windows-1252 decoded as Latin-1, become the characters of windows-1252, as
//     in HTML; undefined ones are removed;
//   - each byte that is not UTF-8 becomes one U+FFFD.
//
// The second pass composes the text to NFC. A run of more than 30 combining marks is broken with U+034F, as defined by
// the Stream-Safe Text Format (Unicode Standard Annex 15), so that every pass takes linear time.
//
// Each pass records an alignment with the places where the offsets before and after it diverge. A text that needs no
// change needs no alignment. Text.Given follows the alignments back. Text.Replace adds a pass, for readers of formats
// that remove markup but keep the mapping.
//
// Texts must be smaller than 2 GiB.
package text
