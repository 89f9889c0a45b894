// Package document reads documents: a normalised text with its metadata.
//
// An input is a file or a stream with a name. It holds one document, or several if it is JSON Lines or a JSON list.
// Read yields the documents and errors of an input in order. An error does not end a batch; it names the input, line and
// field, and the next step. Files expands directories to inputs.
//
// Every input is read in the same steps: the size and the kind of content are checked; the format is determined from the
// media type, the extension of the file, or the content; the bytes are decoded; the reader of the format creates the
// documents.
//
// The text of a document, and the text that Text.Given refers to, depend on the format:
//
//   - Plain text: the text of the file. If the text is hard-wrapped, a line end inside a paragraph becomes a space, so
//     that lines are not taken for sentences.
//   - JSON and JSON Lines: the string in the field "text", read as plain text. Given refers to that string.
//   - Markdown: the prose of the file, without markup and link targets. Given refers to the file. Code, quotations and
//     lists are kept; raw HTML and images are removed. A front matter between lines of three hyphens gives metadata.
//   - HTML: the main text of the page, found by the readability algorithm, with the title as the first paragraph, and
//     without advertisements, buttons and links to other pages. Given refers to that text, because there is no useful
//     mapping to the source of the page.
//
// Metadata that an input does not state are those of the text itself: of its headline, by-line, dateline and date of publication. They stay
// in the text.
//
// In texts from Markdown and HTML, a blank line separates paragraphs.
package document
