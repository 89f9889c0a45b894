/**
 * A text addressed by Unicode code points, as the API's offsets are. JavaScript's own strings count UTF-16 units, of which
 * a code point above U+FFFF has two.
 */
export class CodePoints {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    /** Where the code points stand that take two units, ascending, in code points. */
    this.wide = widePoints(text);
    this.length = text.length - this.wide.length;
  }

  /**
   * The UTF-16 index of a code point; offsets beyond the text are its end.
   * @param {number} offset
   */
  index(offset) {
    return Math.max(0, Math.min(offset, this.length)) + countBelow(this.wide, offset);
  }

  /**
   * The code points [start, end).
   * @param {number} start
   * @param {number} end
   */
  slice(start, end) {
    return this.text.slice(this.index(start), this.index(end));
  }

  /**
   * The paragraphs: what stands between empty lines, as spans without the line breaks around them.
   * @returns {import("./types.js").Span[]}
   */
  paragraphs() {
    const found = [];
    let units = 0, points = 0;
    for (const match of this.text.matchAll(/\S[^\n]*(?:\n[^\n]*\S[^\n]*)*/g)) {
      points += pointsIn(this.text, units, match.index);
      const end = points + pointsIn(this.text, match.index, match.index + match[0].length);
      found.push(/** @type {[number, number]} */ ([points, end]));
      units = match.index + match[0].length;
      points = end;
    }
    return found;
  }
}

/** @param {string} text */
function widePoints(text) {
  const wide = [];
  for (let unit = 0, point = 0; unit < text.length; point++) {
    const isWide = (text.codePointAt(unit) ?? 0) > 0xffff;
    if (isWide) wide.push(point);
    unit += isWide ? 2 : 1;
  }
  return wide;
}

/**
 * How many code points the UTF-16 units [from, to) hold.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 */
function pointsIn(text, from, to) {
  let points = 0;
  for (let unit = from; unit < to; points++) {
    unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
  }
  return points;
}

/**
 * How many of the ascending numbers are less than limit.
 * @param {number[]} sorted
 * @param {number} limit
 */
function countBelow(sorted, limit) {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
