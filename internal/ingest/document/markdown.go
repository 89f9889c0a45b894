package document

import (
	"bytes"
	"html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	gmtext "github.com/yuin/goldmark/text"

	"graphd/internal/ingest/text"
)

// readMarkdown returns the prose of a Markdown file: CommonMark with tables and strikethrough. The title is that of the
// front matter, or else the first heading of the highest level. A file with an excessive amount of markup is read as
// plain text.
func readMarkdown(s string) (Document, error) {
	t := text.Normalize(s)
	if isBlank(t) {
		return Document{}, withHint(ErrEmpty, "leave it out")
	}
	matter, body := frontMatter(t.String())
	var doc Document
	if err := matter.describe(&doc.Meta); err != nil {
		return Document{}, err
	}
	p := &proseBuilder{t: t, source: []byte(t.String()[body:]), start: body, items: map[*ast.List]int{}}
	if overmarked(p.source) {
		plain, err := readPlain(s)
		plain.Meta = doc.Meta
		return plain, err
	}
	tree := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser().Parse(gmtext.NewReader(p.source))
	if err := ast.Walk(tree, p.visit); err != nil {
		return Document{}, err
	}
	if doc.Text = p.text(); isBlank(doc.Text) {
		return Document{}, withHint(ErrNoText, "leave it out")
	}
	if doc.Meta.Title == "" {
		doc.Meta.Title = oneLine(p.title.String())
	}
	return doc, nil
}

// The time of the parser grows with the square of the number of delimiters in a paragraph and of the depth of
// quotations. These bounds, chosen by hand far above what people write, keep it at about a second.
const (
	maxQuoteDepth = 100
	maxMarkSquare = 1 << 28
)

// overmarked reports whether a Markdown source exceeds the bounds.
func overmarked(source []byte) bool {
	square, marks := 0, 0
	for l := range bytes.SplitSeq(source, []byte("\n")) {
		words := bytes.TrimLeft(l, ">-+*.)0123456789 ")
		container := l[:len(l)-len(words)]
		if bytes.Count(container, []byte(">"))+bytes.Count(container, []byte(" ")) > maxQuoteDepth && !isBlankLine(container) {
			return true
		}
		if isBlankLine(l) {
			square += marks * marks
			marks = 0
		}
		for _, b := range l {
			if b == '*' || b == '_' || b == '~' || b == '[' || b == ']' {
				marks++
			}
		}
	}
	return square+marks*marks > maxMarkSquare
}

func isBlankLine(l []byte) bool { return len(bytes.TrimSpace(l)) == 0 }

// A proseBuilder collects the replacements that reduce a Markdown source to its prose. Block quotations and list items keep a
// mark at the beginning of their lines, as in plain text.
type proseBuilder struct {
	t       text.Text
	source  []byte
	start   int // byte offset of source in t
	edits   []text.Replacement
	done    int               // bytes of source that have been processed
	pending string            // separator before the next words
	quotes  int               // block quotations around the next words
	items   map[*ast.List]int // number of items of each list so far
	bullet  string            // mark of the list item that the next words begin, "" if they begin none
	begun   bool              // some words have been kept
	title   strings.Builder
	titled  *ast.Heading // the heading that title is from
}

// The separators between words, from weak to strong. The strongest of adjacent separators is used.
const (
	wordBreak      = " "
	lineBreak      = "\n"
	paragraphBreak = "\n\n"
)

// separate requests a separator before the next words.
func (p *proseBuilder) separate(with string) {
	if len(with) > len(p.pending) || with == lineBreak && p.pending == wordBreak {
		p.pending = with
	}
}

// visit implements ast.Walker.
func (p *proseBuilder) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	switch n := n.(type) {
	case *ast.Text:
		switch {
		case entering:
			p.words(n.Segment, !n.IsRaw(), p.inTitle(n))
		case n.HardLineBreak():
			p.separate(lineBreak)
		case n.SoftLineBreak():
			p.separate(wordBreak)
		}
	case *ast.AutoLink:
		if entering {
			p.address(n)
		}
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		if entering {
			p.separate(paragraphBreak)
			for i := range n.Lines().Len() {
				segment := n.Lines().At(i)
				p.words(segment.TrimRightSpace(p.source), false, false)
				p.separate(lineBreak)
			}
		}
		p.separate(paragraphBreak)
	case *ast.HTMLBlock, *ast.RawHTML, *ast.Image:
		return ast.WalkSkipChildren, nil
	case *extast.TableCell:
		p.separate(wordBreak)
	case *ast.ListItem:
		p.separate(lineBreak)
		if p.bullet = ""; entering {
			p.bullet = p.bulletOf(n)
		}
	case *ast.Blockquote:
		p.separate(paragraphBreak)
		if p.quotes++; !entering {
			p.quotes -= 2
		}
	case *extast.TableRow, *extast.TableHeader, *ast.TextBlock:
		p.separate(lineBreak)
	default:
		if n.Type() == ast.TypeBlock {
			p.separate(paragraphBreak)
		}
	}
	return ast.WalkContinue, nil
}

// words keeps a segment of the source. If resolve is set, it replaces escapes and character references.
func (p *proseBuilder) words(segment gmtext.Segment, resolve, title bool) {
	if segment.Len() == 0 || segment.Start < p.done {
		return
	}
	p.replace(p.done, segment.Start, p.separator())
	p.done = segment.Start
	p.begun = true
	if title {
		p.title.Write(segment.Value(p.source))
	}
	if resolve {
		p.resolve(segment.Start, segment.Stop)
	}
	p.done = segment.Stop
}

// separator returns the requested separator, and none before the first words. At the beginning of a line, the marks of a
// block quotation and of a list item follow.
func (p *proseBuilder) separator() string {
	with := p.pending
	if p.begun && with != lineBreak && with != paragraphBreak {
		p.pending = ""
		return with
	}
	if !p.begun {
		with = ""
	}
	with += strings.Repeat(">", p.quotes)
	if p.quotes > 0 {
		with += " "
	}
	with += p.bullet
	p.pending, p.bullet = "", ""
	return with
}

// bulletOf returns the mark of the next item of a list as plain text has it: "- " or "2. ".
func (p *proseBuilder) bulletOf(item *ast.ListItem) string {
	list, ok := item.Parent().(*ast.List)
	if !ok || !list.IsOrdered() {
		return "- "
	}
	p.items[list]++
	return strconv.Itoa(list.Start+p.items[list]-1) + ". "
}

// resolve replaces escapes and character references in the bytes [from, to) of the source.
func (p *proseBuilder) resolve(from, to int) {
	for i := from; i < to; i++ {
		switch p.source[i] {
		case '\\':
			if i+1 < to && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", p.source[i+1]) >= 0 {
				p.replace(i, i+1, "")
				i++
			}
		case '&':
			const longest = 33 // bytes of the longest character reference of HTML, with & and ;
			reference := string(p.source[i:min(to, i+longest)])
			end := strings.IndexByte(reference, ';') + 1
			if resolved := html.UnescapeString(reference[:end]); end > 0 && resolved != reference[:end] {
				p.replace(i, i+end, resolved)
				i += end - 1
			}
		}
	}
}

// address keeps the address of an autolink, which is also its text.
func (p *proseBuilder) address(n *ast.AutoLink) {
	label := n.Label(p.source)
	if i := bytes.Index(p.source[p.done:], label); i >= 0 {
		p.words(gmtext.NewSegment(p.done+i, p.done+i+len(label)), false, false)
	}
}

// replace records that the bytes [from, to) of the source are replaced.
func (p *proseBuilder) replace(from, to int, with string) {
	if from == to && with == "" {
		return
	}
	span := text.Span{Start: p.t.Offset(p.start + from), End: p.t.Offset(p.start + to)}
	p.edits = append(p.edits, text.Replacement{Span: span, With: with})
}

// text returns the prose.
func (p *proseBuilder) text() text.Text {
	p.replace(p.done, len(p.source), "")
	var edits []text.Replacement
	if p.start > 0 {
		edits = append(edits, text.Replacement{Span: text.Span{End: p.t.Offset(p.start)}})
	}
	return p.t.Replace(append(edits, p.edits...))
}

// inTitle reports whether n is in the title: the first heading of the highest level so far.
func (p *proseBuilder) inTitle(n ast.Node) bool {
	for ; n != nil && n.Type() != ast.TypeDocument; n = n.Parent() {
		h, ok := n.(*ast.Heading)
		if !ok {
			continue
		}
		if p.titled == nil || h.Level < p.titled.Level {
			p.title.Reset()
			p.titled = h
		}
		return p.titled == h
	}
	return false
}
