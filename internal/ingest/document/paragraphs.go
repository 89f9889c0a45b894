package document

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// paragraphsOf is the text under n by paragraphs: blocks, and what two line breaks part. White space is collapsed;
// inside a paragraph, items of lists, rows of tables and single line breaks begin a line.
func paragraphsOf(n *html.Node) []string {
	var p paragrapher
	p.read(n)
	p.endParagraph()
	return p.paragraphs
}

type paragrapher struct {
	paragraphs []string
	lines      []string        // of the paragraph so far
	words      strings.Builder // of the line so far
	breaks     int             // line breaks since the last words
}

// read goes through the tree under root, without recursion: pages may be nested deeply.
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

// role is what an element does to the text round it.
type role uint8

const (
	inline role = iota
	block
	item
	cell
	lineEnd
	unseen
)

// roleOf goes by the element's name: the article finder renames elements and leaves their atoms.
func roleOf(n *html.Node) role {
	if n.Type != html.ElementNode {
		return inline
	}
	switch atom.Lookup([]byte(n.Data)) {
	case atom.Script, atom.Style, atom.Head:
		return unseen
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

// enter reads a node, and reports whether what is under it is to be read.
func (p *paragrapher) enter(n *html.Node) bool {
	if n.Type == html.TextNode {
		p.write(n.Data)
		return false
	}
	switch roleOf(n) {
	case unseen:
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
	case block:
		p.endParagraph()
	}
	return true
}

func (p *paragrapher) leave(n *html.Node) {
	switch roleOf(n) {
	case item:
		p.endLine()
	case block:
		p.endParagraph()
	}
}

func (p *paragrapher) write(s string) {
	p.words.WriteString(s)
	if strings.TrimSpace(s) != "" {
		p.breaks = 0
	}
}

func (p *paragrapher) endLine() {
	if words := line(p.words.String()); words != "" {
		p.lines = append(p.lines, words)
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
