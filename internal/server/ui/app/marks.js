/**
 * @typedef {import("./types.js").Span} Span
 *
 * @typedef {object} Mark a stretch of text that is a part of an attribution, or of several that share it
 * @property {number} start in code points
 * @property {number} end
 * @property {number[]} owners which attributions, by their places in the document's list
 * @property {"source" | "cue" | "content" | "place"} part
 * @property {boolean} [first] whether its attribution begins here, in the order of reading
 *
 * @typedef {{mark: Mark, children: Piece[]}} Marked a piece of a mark
 * @typedef {{start: number, end: number}} Plain text without marks of its own
 * @typedef {Marked | Plain} Piece
 */

/**
 * Returns the marks of attributions in the order in which they begin, outer ones first. Attributions with the same source
 * words, such as the parts of a long speech, share a mark.
 * @param {import("./types.js").Offsets[]} attributions
 * @returns {Mark[]}
 */
export function marksOf(attributions) {
  const marks = /** @type {Map<string, Mark>} */ (new Map());
  attributions.forEach((attribution, owner) => {
    for (const part of /** @type {const} */ (["content", "source", "cue"])) {
      for (const [start, end] of attribution[part]) {
        const key = `${part} ${start} ${end}`, known = marks.get(key);
        if (known) known.owners.push(owner);
        else if (start < end) marks.set(key, { start, end, owners: [owner], part });
      }
    }
  });
  return inOrder([...marks.values()]);
}

/** @param {Mark[]} marks */
export function inOrder(marks) {
  return marks.sort((a, b) => a.start - b.start || b.end - a.end || (a.owners[0] ?? 0) - (b.owners[0] ?? 0));
}

/**
 * Splits marks at the ends of paragraphs, and returns the marks of each paragraph. The marks must be in the order of
 * marksOf.
 * @param {Span[]} paragraphs ascending
 * @param {Mark[]} marks
 * @returns {Mark[][]} parallel to paragraphs
 */
export function byParagraph(paragraphs, marks) {
  let open = /** @type {Mark[]} */ ([]), next = 0;
  return paragraphs.map(([start, end]) => {
    while (next < marks.length && marks[next].start < end) open.push(marks[next++]);
    open = open.filter((mark) => mark.end > start);
    return open.map((mark) => ({ ...mark, start: Math.max(mark.start, start), end: Math.min(mark.end, end) }));
  });
}

/**
 * Nests marks, so that they can be written as elements. If two marks overlap, the inner one is split at the end of the
 * outer one. The pieces cover [start, end) once, in order.
 * @param {Span} span
 * @param {Mark[]} marks within span, in any order
 * @returns {Piece[]}
 */
export function nest([start, end], marks) {
  /** @type {Piece[]} */
  const top = [];
  /** @type {Marked[]} */
  const open = [];
  let at = start;
  const inner = () => (open.length ? open[open.length - 1].children : top);
  const advance = (/** @type {number} */ to) => {
    if (to > at) inner().push({ start: at, end: to });
    at = Math.max(at, to);
  };
  const begin = (/** @type {Mark} */ mark) => {
    const piece = { mark, children: [] };
    inner().push(piece);
    open.push(piece);
  };
  const closeUntil = (/** @type {number} */ limit) => {
    for (;;) {
      const ends = open.reduce((least, piece) => Math.min(least, piece.mark.end), Infinity);
      if (ends > limit) return;
      advance(ends);
      const kept = [];
      while (open.some((piece) => piece.mark.end === ends)) {
        const piece = /** @type {Marked} */ (open.pop());
        if (piece.mark.end > ends) kept.unshift(piece.mark);
      }
      kept.forEach(begin);
    }
  };
  for (const mark of inOrder([...marks])) {
    closeUntil(mark.start);
    advance(mark.start);
    begin(mark);
  }
  closeUntil(end);
  advance(end);
  return top;
}

/**
 * Returns the offset of the first code point of an attribution.
 * @param {import("./types.js").Offsets} attribution
 */
export function beginning({ source, cue, content }) {
  const own = content.length ? content : [...source, ...cue];
  return own.reduce((least, [start]) => Math.min(least, start), Infinity);
}
