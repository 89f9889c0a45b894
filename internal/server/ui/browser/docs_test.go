package browser_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestDocs finds an operation at /docs, and runs some.
func TestDocs(t *testing.T) {
	t.Parallel()
	b := open(t, explorer(t, true), "light")
	b.do("open", chromedp.Navigate(b.base+"/docs"))
	b.shows("h1", "graphd")
	b.glance("docs")
	b.do("find", chromedp.SendKeys("#find", "post /api/v1/docu"))
	if found := value[int](b, `document.querySelectorAll(".contents li:not([hidden])").length`); found != 1 {
		t.Errorf("%d operations are found, want 1", found)
	}

	b.do("try a list", chromedp.SetValue(`#list-attributions [name="limit"]`, "2"), chromedp.SetValue(`#list-attributions [name="form"]`, "direct"),
		chromedp.Click("#list-attributions .send"))
	b.shows("#list-attributions .outcome", "200")
	b.shows("#list-attributions .outcome", `"form": "direct"`)
	b.do("as a line for a shell", chromedp.Click("#list-attributions .curl"))
	b.shows("#list-attributions .outcome", "limit=2")

	b.do("without its id", chromedp.Click("#get-document .send"))
	b.shows("#get-document .outcome", "Give a value for id")
	b.do("with another's", chromedp.SetValue(`#get-document [name="id"]`, "doc:none"), chromedp.Click("#get-document .send"))
	b.shows("#get-document .outcome", "urn:graphd:problem:not-found")
	b.quiet(1)

	b.do("send an example", chromedp.Click("#graphql .send"))
	b.shows("#graphql .outcome", `"attributions"`)
	b.do("look at it", chromedp.ScrollIntoView("#graphql"))
	b.glance("docs-try")
	b.quiet(0)
	b.look(420, "dark")
	b.glance("docs-narrow")
	if wide := value[int](b, `document.documentElement.scrollWidth`); wide > 420 {
		t.Errorf("the page is %d wide in a window of 420", wide)
	}
	if narrow := value[int](b, `Math.min(...[...document.querySelectorAll("td.value input")].map((input) => input.offsetWidth))`); narrow < 300 {
		t.Errorf("a field is %d wide in a window of 420: too narrow to write in", narrow)
	}
}
