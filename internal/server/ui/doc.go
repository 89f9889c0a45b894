// Package ui is the explorer: the pages on which a reader looks at documents, at who says what in them, and at who that is.
//
// It is HTML, style sheets and ES modules as they stand here, without a build. It reads nothing but the public HTTP API.
// Each view has an address in the page's fragment, which app/route.js lists; app/main.js shows the view of the address.
// The modules that decide something (codepoints, marks, route, iri, results, layout) touch no page and are tested by themselves;
// the others put what these say on the page.
package ui
