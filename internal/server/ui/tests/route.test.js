import assert from "node:assert/strict";
import { test } from "node:test";
import { href, parse, wordsOf } from "../app/route.js";
import { readIRI, shortID } from "../app/iri.js";

test("parsing an address returns its parts", () => {
  for (const [view, id, params] of /** @type {[string, string, Record<string, string>][]} */ ([
    ["home", "", {}], ["search", "", { q: "50 % & more?" }], ["documents", "doc:1f", { attribution: "attr:2a" }],
    ["entities", "actor:josé/núñez", { act: "deny" }], ["graph", "", { entity: "body:a b" }], ["ask", "", { lang: "gizmo", q: "g.V()\n.all() // #?" }],
  ])) {
    const route = parse(href(view, id, params));
    assert.deepEqual([route.view, route.id, Object.fromEntries(route.params)], [view, id, params]);
  }
});

test("lists are repeated, and empty values are omitted", () => {
  assert.equal(href("ask", "", { act: ["deny", "warn"], q: "", limit: undefined }), "#/ask?act=deny&act=warn");
});

test("an unknown address is missing", () => {
  for (const hash of ["#/nowhere", "#/documents", "#/documents/", "#/ask/x", "#x"]) assert.equal(parse(hash).view, "missing", hash);
  assert.equal(parse("").view, "home");
  assert.equal(parse("#/entities/100%").id, "100%");
});

test("the words of an attribution are in its document, or found by its id", () => {
  assert.equal(wordsOf(/** @type {any} */ ({ id: "attr:1", document: { id: "doc:2" } })), "#/documents/doc:2?attribution=attr%3A1");
  assert.equal(wordsOf(/** @type {any} */ ({ id: "attr:1" })), "#/attributions/attr:1");
});

test("IRIs of instances lead to their view, with any base", () => {
  const hash = "0123456789abcdef0123456789abcdef";
  assert.deepEqual(readIRI("<urn:graphd:actor:jane-doe>"), { label: "actor:jane-doe", href: "#/entities/actor:jane-doe" });
  assert.deepEqual(readIRI("<https://example.org/id/body/un>"), { label: "body:un", href: "#/entities/body:un" });
  assert.deepEqual(readIRI(`<urn:graphd:doc:${hash}>`), { label: "doc:01234567…", href: `#/documents/doc:${hash}` });
  assert.deepEqual(readIRI(`<urn:graphd:passage:${hash}-108-217>`), { label: "passage:01234567…-108-217", href: `#/documents/doc:${hash}?at=108-217` });
  assert.deepEqual(readIRI("<urn:graphd:ns:act-deny>"), { label: "g:act-deny" });
  assert.equal(readIRI("<https://example.org/page>")?.href, "https://example.org/page");
});

test("text is not an IRI, and a script is not an address", () => {
  assert.equal(readIRI("actor:jane-doe"), undefined);
  assert.equal(readIRI("<two words>"), undefined);
  assert.equal(readIRI("<javascript:alert(1)>")?.href, undefined);
  assert.equal(shortID("doc:0123456789abcdef0123456789abcdef"), "doc:01234567…");
});
