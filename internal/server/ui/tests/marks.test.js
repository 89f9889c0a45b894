import assert from "node:assert/strict";
import { test } from "node:test";
import { beginning, byParagraph, marksOf, nest } from "../app/marks.js";

/** @import {Mark, Piece} from "../app/marks.js" */

/** @returns {Mark} */
const mark = (/** @type {number} */ start, /** @type {number} */ end, owner = 0) => ({ start, end, owners: [owner], part: "content" });

/** Writes pieces as text: marks as owner[…]. @param {string} text @param {Piece[]} pieces @returns {string} */
const write = (text, pieces) => pieces.map((piece) =>
  "mark" in piece ? `${piece.mark.owners}[${write(text, piece.children)}]` : text.slice(piece.start, piece.end)).join("");

const nested = (/** @type {string} */ text, /** @type {Mark[]} */ ...marks) => write(text, nest([0, text.length], marks));

test("text without marks stays one piece", () => {
  assert.equal(nested("abc"), "abc");
  assert.deepEqual(nest([0, 0], []), []);
});

test("adjacent and nested marks", () => {
  assert.equal(nested("abcdef", mark(0, 2, 1), mark(2, 4, 2)), "1[ab]2[cd]ef");
  assert.equal(nested("abcdef", mark(2, 4, 2), mark(1, 5, 1)), "a1[b2[cd]e]f");
  assert.equal(nested("abcd", mark(0, 4, 1), mark(0, 4, 2), mark(0, 1, 3)), "1[2[3[a]bcd]]");
});

test("a mark that overlaps the end of another one is split there", () => {
  assert.equal(nested("abcdef", mark(0, 4, 1), mark(2, 6, 2)), "1[ab2[cd]]2[ef]");
  assert.equal(nested("abcdef", mark(0, 3, 1), mark(1, 5, 2), mark(2, 6, 3)), "1[a2[b3[c]]]2[3[de]]3[f]");
});

test("for any marks, each character occurs once and in its marks", () => {
  let seed = 7;
  const random = (/** @type {number} */ n) => (seed = (seed * 48271) % 2147483647) % n;
  for (let round = 0; round < 500; round++) {
    const length = 1 + random(12);
    const marks = Array.from({ length: random(7) }, (_, owner) => {
      const start = random(length);
      return mark(start, start + 1 + random(length - start), owner);
    });
    const found = Array.from({ length }, () => /** @type {number[]} */ ([]));
    let at = 0;
    const walk = (/** @type {Piece[]} */ pieces, /** @type {number[]} */ over) => {
      for (const piece of pieces) {
        if ("mark" in piece) walk(piece.children, [...over, ...piece.mark.owners]);
        else {
          assert.equal(piece.start, at);
          for (; at < piece.end; at++) found[at] = [...over].sort();
        }
      }
    };
    walk(nest([0, length], marks), []);
    assert.equal(at, length);
    found.forEach((owners, i) => assert.deepEqual(owners, marks.filter((m) => m.start <= i && i < m.end).map((m) => m.owners[0]).sort()));
  }
});

test("marks over several paragraphs are split", () => {
  const cut = byParagraph([[0, 4], [6, 9], [11, 15]], [mark(2, 12, 1), mark(7, 8, 2)]);
  assert.deepEqual(cut.map((marks) => marks.map(({ start, end, owners }) => [start, end, ...owners])),
    [[[2, 4, 1]], [[6, 9, 1], [7, 8, 2]], [[11, 12, 1]]]);
});

test("a source of a thousand attributions has one mark, and adds no depth", () => {
  const speech = Array.from({ length: 1000 }, (_, n) => ({ source: [[0, 2]], cue: [], content: [[10 * n + 3, 10 * n + 9]] }));
  const marks = marksOf(/** @type {any} */ (speech));
  assert.equal(marks.length, 1001);
  assert.equal(marks[0].owners.length, 1000);
});

test("marks are the parts of attributions, outer ones first, without empty spans", () => {
  const attribution = { source: [[0, 4]], cue: [[5, 9], [9, 9]], content: [[0, 20]] };
  assert.deepEqual(marksOf([/** @type {any} */ (attribution)]).map(({ part }) => part), ["content", "source", "cue"]);
  assert.equal(beginning(/** @type {any} */ ({ source: [[0, 2]], cue: [], content: [[9, 12], [4, 6]] })), 4);
});
