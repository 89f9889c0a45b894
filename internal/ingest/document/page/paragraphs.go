package page

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Paragraphs returns the paragraphs of the text below n, which are separated by blocks and double line breaks. White
// space is collapsed. In a paragraph, list items, table rows and text after a line break begin a line. List items and lines
// of block quotations begin with a mark, as in plain text.
func Paragraphs(n *html.Node) []string {
	p := paragrapher{items: map[*html.Node]int{}}
	p.read(n)
	p.endParagraph()
	return p.paragraphs
}

// A paragrapher collects the paragraphs of a tree.
type paragrapher struct {
	paragraphs []string
	lines      []string           // of the current paragraph
	words      strings.Builder    // of the current line
	breaks     int                // line breaks since the last words
	quotes     int                // block quotations around the current words
	items      map[*html.Node]int // number of items of each ordered list so far
	bullet     string             // mark of the list item that the next words begin, "" if they begin none
}

// read visits the tree below root. It does not recurse, because pages may be nested deeply.
func (p *paragrapher) read(root *html.Node) {
	for n := root; n != nil; {
		if p.enter(n) && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for n != root && n.NextSibling == nil {
			p.leave(n)
			n = n.Parent
		}
		p.leave(n)
		if n == root {
			return
		}
		n = n.NextSibling
	}
}

// An elementRole is the effect of an element on the text around it.
type elementRole uint8

const (
	inline elementRole = iota
	block
	item
	cell
	lineEnd
	hidden // its text is not shown
)

// roleOf returns the role of a node. It uses the name of the element, because the readability algorithm renames elements
// and does not update their atoms.
func roleOf(n *html.Node) elementRole {
	if n.Type != html.ElementNode {
		return inline
	}
	switch atom.Lookup([]byte(n.Data)) {
	case atom.Script, atom.Style, atom.Head:
		return hidden
	case atom.Br:
		return lineEnd
	case atom.Td, atom.Th:
		return cell
	case atom.Li, atom.Tr, atom.Dt, atom.Dd:
		return item
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Details, atom.Div, atom.Dl, atom.Figcaption,
		atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hr, atom.Main, atom.Ol, atom.P, atom.Pre,
		atom.Section, atom.Summary, atom.Table, atom.Ul:
		return block
	}
	return inline
}

// enter processes the beginning of a node, and reports whether to read its children.
func (p *paragrapher) enter(n *html.Node) bool {
	if n.Type == html.TextNode {
		p.write(n.Data)
		return false
	}
	switch roleOf(n) {
	case hidden:
		return false
	case lineEnd:
		p.endLine()
		if p.breaks++; p.breaks > 1 {
			p.endParagraph()
		}
	case cell:
		p.words.WriteByte(' ')
	case item:
		p.endLine()
		p.bullet = p.itemMark(n)
	case block:
		p.endParagraph()
		if isQuotation(n) {
			p.quotes++
		}
	}
	return true
}

// isQuotation reports whether n is a block quotation.
func isQuotation(n *html.Node) bool { return n.Data == "blockquote" }

// itemMark returns the mark of the next item of a list as plain text has it, "- " or "2. ", and "" for a row of a table or of a list of
// definitions.
func (p *paragrapher) itemMark(n *html.Node) string {
	if n.Data != "li" {
		return ""
	}
	if n.Parent == nil || n.Parent.Data != "ol" {
		return "- "
	}
	p.items[n.Parent]++
	return strconv.Itoa(p.items[n.Parent]) + ". "
}

// leave processes the end of a node.
func (p *paragrapher) leave(n *html.Node) {
	switch roleOf(n) {
	case item:
		p.endLine()
		p.bullet = ""
	case block:
		p.endParagraph()
		if isQuotation(n) {
			p.quotes--
		}
	}
}

func (p *paragrapher) write(s string) {
	p.words.WriteString(s)
	if strings.TrimSpace(s) != "" {
		p.breaks = 0
	}
}

func (p *paragrapher) endLine() {
	if words := oneLine(p.words.String()); words != "" {
		marks := strings.Repeat(">", p.quotes)
		if p.quotes > 0 {
			marks += " "
		}
		p.lines = append(p.lines, marks+p.bullet+words)
		p.bullet = ""
	}
	p.words.Reset()
}

func (p *paragrapher) endParagraph() {
	p.endLine()
	if len(p.lines) > 0 {
		p.paragraphs = append(p.paragraphs, strings.Join(p.lines, "\n"))
	}
	p.lines, p.breaks = nil, 0
}
