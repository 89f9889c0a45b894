// Package document reads documents: a text in normal form, and what is known about it.
//
// An input is a file or a stream with a name; it holds one document, or many where it is JSON Lines or a JSON list.
// Read goes through an input and yields its documents and its errors in order; an error never ends a batch, and
// says which input, line and field it means and what to do. Files expands folders into inputs.
//
// Reading takes the same steps for every input: size and kind of content are checked (limits, binary files), the
// format is taken from the media type, else from the file's extension, else from the content; bytes become
// characters; the format's reader makes documents.
//
// What a document's text is, and where Text.Given leads, depends on the format:
//
//   - Plain text: the text of the file. In a text that is evidently hard-wrapped, a line end inside a paragraph
//     becomes a space, so that a line is not taken for a sentence.
//   - JSON and JSON Lines: the string in the field "text", treated as plain text. Given counts in that string.
//   - Markdown: the prose of the file, without marks and addresses; Given leads to the place in the file. Code,
//     quotations and lists stay, raw HTML and images go. A front matter between lines of three hyphens gives metadata.
//   - HTML: the main text of the page, found by the readability algorithm, with the title as first paragraph. Given
//     counts in that text, not in the page's source: markup, entities and order leave no useful way back.
//
// Paragraphs are separated by a blank line in what is made from Markdown and HTML.
package document
