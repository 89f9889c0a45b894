import assert from "node:assert/strict";
import { test } from "node:test";
import { actOf, fitting, layOut, outline, speakerName } from "../app/layout.js";

/** @import {Attribution} from "../app/types.js" */

/** @returns {Attribution} */
const says = (/** @type {string} */ id, /** @type {string} */ who, /** @type {string[]} */ ...about) => /** @type {any} */ ({
  id, text: id, act: "assert", form: "direct", entity: { id: who, name: who, kind: "person" }, about: about.map((name) => ({ id: name, name, kind: "body" })),
});

test("speakers are next to their statements, and boxes do not overlap", () => {
  const drawing = layOut([says("1", "a", "x"), says("2", "b", "x", "y"), says("3", "a"), says("4", "c", "z")]);
  assert.deepEqual(drawing.speakers.map(({ id }) => id), ["a", "b", "c"]);
  assert.deepEqual(drawing.statements.map(({ node }) => node.id), ["1", "3", "2", "4"]);
  assert.equal(drawing.edges.length, 4 + 4);
  for (const column of [drawing.speakers, drawing.statements.map(({ node }) => node), drawing.targets]) {
    column.reduce((above, below) => {
      assert.ok(below.y >= above.y + above.height, `${above.id} and ${below.id}`);
      assert.ok(below.y + below.height <= drawing.height);
      return below;
    });
  }
});

test("the same attributions give the same drawing", () => {
  const attributions = [says("1", "a", "y", "x"), says("2", "b", "x")];
  assert.deepEqual(layOut(attributions), layOut(structuredClone(attributions)));
});

test("a drawing has as many attributions as its edges allow, and at least one", () => {
  assert.equal(fitting([says("1", "a", "x"), says("2", "a"), says("3", "b")], 3), 2);
  assert.equal(fitting([says("1", "a", "x", "y")], 1), 1);
  assert.equal(fitting([], 60), 0);
});

test("an outline has a row for every speaker, statement and target, in that order", () => {
  const { speakers, statements, targets, edges, height } = outline([says("1", "a", "x"), says("2", "b"), says("3", "a", "x")], 320);
  const rows = [...speakers, ...statements.map(({ node }) => node), ...targets].sort((one, other) => one.y - other.y);
  assert.deepEqual(rows.map(({ id }) => id), ["a", "1", "x", "3", "x", "b", "2"]);
  assert.ok(rows.every((row, i) => row.x + row.width === 320 && row.y + row.height <= (rows[i + 1]?.y ?? height)));
  assert.equal(edges.length, 5);
});

test("negated and future statements are labelled as such", () => {
  const acts = [["positive", "non-future"], ["negative", "non-future"], ["positive", "future"], ["negative", "future"]]
    .map(([polarity, tense]) => actOf(/** @type {any} */ ({ act: "deny", polarity, tense })));
  assert.deepEqual(acts, ["denies", "does not deny", "will deny", "will not deny"]);
});

test("unidentified speakers have the words of the text as names, and are different speakers", () => {
  const unknown = (/** @type {string} */ id, /** @type {number} */ start) => /** @type {any} */ ({
    id, text: id, act: "deny", normalised: { source: [[start, start + 2]], cue: [], content: [] }, words: { source: ["he"], cue: [], content: [] }, document: { id: "doc:1" },
  });
  assert.equal(speakerName(unknown("1", 0)), "he");
  assert.equal(layOut([unknown("1", 0), unknown("2", 90)]).speakers.length, 2);
  assert.equal(layOut([unknown("1", 0), unknown("2", 0)]).speakers.length, 1);
});
