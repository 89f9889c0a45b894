package browser_test

import (
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestGraphQLConsole uses /docs/graphql as someone would who does not know the schema: it runs queries, and uses completion,
// validation and the documentation.
func TestGraphQLConsole(t *testing.T) {
	t.Parallel()
	b := open(t, explorer(t, true), "light")
	b.do("open", chromedp.Navigate(b.base+"/docs/graphql"))
	b.shows("#docs h2", "Query")
	b.do("run the example", chromedp.Click("#run"))
	b.shows("#answer", "Helen Marwood")
	b.shows("#status", "200,")
	b.picture("graphql")

	b.do("look up a type", chromedp.Click(`//div[@id="docs"]//button[text()="AttributionConnection"]`))
	b.shows("#docs h2", "AttributionConnection")
	b.do("and one of its fields'", chromedp.Click(`//div[@id="docs"]//button[text()="[Attribution!]!"]`))
	b.shows("#docs", "A report in one document")
	b.do("find a field", chromedp.SendKeys("#docs input", "sameas"))
	b.shows("#docs", "Entity.sameAs")

	b.write("{ docum")
	b.shows(".cm-tooltip-autocomplete", "documents")
	b.picture("graphql-completion")
	b.write("{ documents { nodes { titel } } }")
	b.shows(".cm-lintRange-error", "titel")
	b.picture("graphql-fault")
	b.do("run the fault", chromedp.Click("#run"))
	b.shows("#status.bad", `Cannot query field "titel"`)
	b.quiet(1)

	b.write("query A { documents { totalCount } } query B { entities { totalCount } }")
	b.do("choose an operation", chromedp.WaitVisible("#operation"), chromedp.SetValue("#operation", "B"), chromedp.Click("#query .cm-content"), chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(input.ModifierCtrl)))
	b.shows("#answer", `"entities"`)

	b.do("history", chromedp.Click("#tab-past"))
	b.shows("#past", "query Statements")
	b.do("go back to the example", chromedp.Click(`//div[@id="past"]//button[contains(text(), "query Statements")]`))
	b.shows("#query", "query Statements")
	b.do("prettify", chromedp.Click("#pretty"))
	b.shows("#status", "Prettified")
	b.shows("#variables", `"ASSERT"`)
	b.quiet(0)
}

// write replaces the query by text, with the keyboard.
func (b *tab) write(text string) {
	b.t.Helper()
	b.do("write "+text, chromedp.Click("#query .cm-content"), chromedp.KeyEvent("a", chromedp.KeyModifiers(input.ModifierCtrl)),
		chromedp.KeyEvent(kb.Backspace), chromedp.KeyEvent(text))
}
