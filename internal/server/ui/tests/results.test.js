import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOf, pointAt, tabulate, valuesOf } from "../app/results.js";

test("the rows of each kind of result, with the most important columns first", () => {
  const saved = tabulate({ items: [{ start: 4, words: "w", name: "n" }, { act: "a" }], complete: true });
  assert.deepEqual(saved.columns, ["name", "words", "act", "start"]);
  assert.deepEqual(tabulate({ result: ["<a>", "<b>"], complete: true }).rows, [{ value: "<a>" }, { value: "<b>" }]);
  assert.deepEqual(tabulate({ result: null, complete: true }).rows, []);
  assert.deepEqual(tabulate({ data: { people: [{ id: "<a>" }, { id: "<b>" }] }, complete: true }).rows, [{ id: "<a>" }, { id: "<b>" }]);
  assert.deepEqual(tabulate({ items: [{ entity: { id: "<a>" } }] }).rows, [{ id: "<a>" }]);
  assert.deepEqual(tabulate({ items: [{ statement: null }] }).rows, []);
});

test("a result that was cut off is reported as incomplete", () => {
  const cut = tabulate({ result: [{ id: "<a>" }], complete: false, reason: "the limit of 1 rows was reached" });
  assert.deepEqual([cut.complete, cut.reason], [false, "the limit of 1 rows was reached"]);
  assert.equal(tabulate({ result: [], error: "timeout" }).complete, false);
});

test("errors are located", () => {
  const place = placeOf("invalid query: gizmo: line 2, column 3: Unexpected end");
  assert.deepEqual(place, { line: 2, column: 3 });
  assert.equal(pointAt("one\n\ttwo", /** @type {any} */ (place)), "\ttwo\n\t ^");
  assert.equal(pointAt("one", { line: 9, column: 1 }), "");
  assert.equal(placeOf("no place"), null);
});

test("the fields of a form become parameters", () => {
  const params = /** @type {any[]} */ ([{ name: "actor" }, { name: "acts", list: true }, { name: "most" }]);
  const fields = /** @type {Record<string, string>} */ ({ actor: " body:un ", acts: "deny\n\n warn \n", most: "" });
  assert.deepEqual(valuesOf(params, (name) => fields[name]), { actor: "body:un", acts: ["deny", "warn"] });
});
