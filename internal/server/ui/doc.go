// Package ui contains the explorer: web pages that show documents, who says what in them, and the speakers.
//
// The files are plain HTML, style sheets and ES modules that need no build. They use only the public HTTP API. Each view
// has an address in the fragment of the page; app/route.js lists them, and app/main.js shows the view of an address. The
// modules with logic (codepoints, marks, route, iri, results, layout) do not access the page and have tests, those of iri in
// route.test.js; the other modules render their results.
package ui
