import assert from "node:assert/strict";
import { test } from "node:test";
import { CodePoints } from "../app/codepoints.js";

/** The same by the long way: an array of code points. */
const slow = (/** @type {string} */ text, /** @type {number} */ start, /** @type {number} */ end) => [...text].slice(start, end).join("");

const texts = ["", "plain", "😀", "a😀b", "😀😀", "é́ combined", "𝔘𝔫𝔦 and 漢字 and 👩‍👩‍👧", "a\ud800b"];

test("slices equal those of an array of code points, at every pair of offsets", () => {
  for (const text of texts) {
    const points = new CodePoints(text);
    assert.equal(points.length, [...text].length, text);
    for (let start = 0; start <= points.length; start++) {
      for (let end = start; end <= points.length; end++) {
        assert.equal(points.slice(start, end), slow(text, start, end), `${text} ${start} ${end}`);
      }
    }
  }
});

test("offsets outside the text give its ends", () => {
  const points = new CodePoints("a😀");
  assert.equal(points.slice(-3, 99), "a😀");
  assert.equal(points.slice(2, 99), "");
});

test("paragraphs are separated by empty lines, in code points", () => {
  const points = new CodePoints("\n😀 one\nstill one\n \n\ntwo 😀\n");
  assert.deepEqual(points.paragraphs().map(([start, end]) => points.slice(start, end)), ["😀 one\nstill one", "two 😀"]);
  assert.deepEqual(new CodePoints(" \n \n").paragraphs(), []);
});

test("a text of five million characters is indexed quickly", () => {
  const points = new CodePoints("word 😀\n\n".repeat(600_000));
  assert.equal(points.paragraphs().length, 600_000);
  assert.equal(points.slice(points.length - 4, points.length), " 😀\n\n");
});
