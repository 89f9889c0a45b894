/**
 * A text with offsets in Unicode code points, as in the API. Strings of JavaScript count UTF-16 units; a code point above
 * U+FFFF has two of them.
 */
export class CodePoints {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    /** The offsets of the code points that take two units, in code points, ascending. */
    this.wide = widePoints(text);
    this.length = text.length - this.wide.length;
  }

  /**
   * Returns the UTF-16 index of a code point. Offsets beyond the text give its end.
   * @param {number} offset
   */
  index(offset) {
    return Math.max(0, Math.min(offset, this.length)) + countBelow(this.wide, offset);
  }

  /**
   * Returns the code points [start, end).
   * @param {number} start
   * @param {number} end
   */
  slice(start, end) {
    return this.text.slice(this.index(start), this.index(end));
  }

  /**
   * Returns the paragraphs, which are separated by empty lines, as spans without the line breaks around them.
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
 * Returns the number of code points in the UTF-16 units [from, to).
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
 * Returns how many of the ascending numbers are less than limit.
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
