/**
 * @typedef {import("./types.js").Attribution} Attribution
 * @typedef {{id: string, label: string, x: number, y: number, width: number, height: number, entity?: string, unknown?: boolean}} Node
 * @typedef {{from: Node, to: Node, kind: "says" | "about" | "behalf", label: string}} Edge
 * @typedef {{attribution: Attribution, node: Node}} Statement
 * @typedef {{speakers: Node[], statements: Statement[], targets: Node[], edges: Edge[], width: number,
 *   height: number, outline?: boolean}} Drawing an outline has one column, with indented children
 */

/** Widths and gaps of the drawing, in units of its view box. */
export const size = { column: 240, statement: 400, gap: 110, row: 46, box: 32, top: 34, indent: 26 };

/**
 * Returns how many of the attributions, from the first one, fit into a drawing with at most this many edges.
 * @param {Attribution[]} attributions
 * @param {number} edges
 */
export function fitting(attributions, edges) {
  let used = 0;
  const over = attributions.findIndex((attribution) => (used += 1 + targetsOf(attribution).length) > edges);
  return over < 0 ? attributions.length : Math.max(over, 1);
}

/**
 * Lays out attributions in three columns: speakers, their statements in the order of the text, and the entities that these
 * are about or made for. The same attributions always give the same drawing. Statements are grouped by speaker, so that
 * the edges of a speaker do not cross.
 * @param {Attribution[]} attributions
 * @returns {Drawing}
 */
export function layOut(attributions) {
  const groups = groupBy(attributions, speakerOf);
  const x = { speakers: 0, statements: size.column + size.gap, targets: size.column + size.statement + 2 * size.gap };
  /** @type {Drawing} */
  const drawing = { speakers: [], statements: [], targets: [], edges: [], width: x.targets + size.column, height: 0 };
  let row = 0;
  for (const [id, group] of groups) {
    const nodes = group.map((attribution) => ({
      attribution, node: box(attribution.id, attribution.text, x.statements, row++, size.statement),
    }));
    const speaker = { ...speakerBox(id, group[0], row, size.column), x: x.speakers, y: middle(nodes) };
    drawing.speakers.push(speaker);
    drawing.statements.push(...nodes);
    drawing.edges.push(...nodes.map(({ attribution, node }) =>
      /** @type {Edge} */ ({ from: speaker, to: node, kind: "says", label: actOf(attribution) })));
  }
  addTargets(drawing, x.targets);
  const last = Math.max(...[...drawing.statements.map(({ node }) => node), ...drawing.targets].map((node) => node.y), 0);
  drawing.height = last + size.row;
  if (drawing.targets.length === 0) drawing.width = x.statements + size.statement;
  return drawing;
}

/**
 * Lays out attributions in one column for a narrow screen: below each speaker the statements, and below each statement the
 * entities that it is about or made for.
 * @param {Attribution[]} attributions
 * @param {number} width
 * @returns {Drawing}
 */
export function outline(attributions, width) {
  /** @type {Drawing} */
  const drawing = { speakers: [], statements: [], targets: [], edges: [], width, height: 0, outline: true };
  let row = 0;
  const place = (/** @type {number} */ depth) => /** @type {const} */ ([depth * size.indent, row++, width - depth * size.indent]);
  for (const [id, group] of groupBy(attributions, speakerOf)) {
    const speaker = speakerBox(id, group[0], row++, width);
    drawing.speakers.push(speaker);
    for (const attribution of group) {
      const node = box(attribution.id, attribution.text, ...place(1));
      drawing.statements.push({ attribution, node });
      drawing.edges.push({ from: speaker, to: node, kind: "says", label: actOf(attribution) });
      for (const { entity, kind } of targetsOf(attribution)) {
        const target = { ...box(entity.id, entity.name, ...place(2)), entity: entity.id };
        drawing.targets.push(target);
        drawing.edges.push({ from: node, to: target, kind, label: labels[kind] });
      }
    }
  }
  drawing.height = size.top + row * size.row;
  return drawing;
}

const labels = { about: "about", behalf: "on behalf of" };

/**
 * Returns the act of the speaker as a verb, with negation, future and doubt: "recommends", "does not recommend", "will deny", "may assert".
 * @param {Attribution} attribution
 */
export function actOf({ act, polarity, tense, certainty }) {
  const negative = polarity === "negative";
  if (tense === "future") return `will ${negative ? "not " : ""}${act}`;
  if (certainty && certainty !== "certain") return `may ${negative ? "not " : ""}${act}`;
  return negative ? `does not ${act}` : act.replace(/y$/, "ie") + "s";
}

/**
 * @param {Drawing} drawing
 * @param {number} x
 */
function addTargets(drawing, x) {
  const links = drawing.statements.flatMap(({ attribution, node }) => targetsOf(attribution).map((target) => ({ ...target, node })));
  const groups = [...groupBy(links, (link) => link.entity.id)].map(([id, group]) => ({
    id, group, wish: group.reduce((sum, link) => sum + link.node.y, 0) / group.length,
  }));
  groups.sort((a, b) => a.wish - b.wish || (a.id < b.id ? -1 : 1));
  let free = size.top;
  for (const { id, group, wish } of groups) {
    const target = { ...box(id, group[0].entity.name, x, 0, size.column), y: Math.max(free, wish), entity: id };
    free = target.y + size.box + 6;
    drawing.targets.push(target);
    const first = group.find(({ kind }) => kind === "behalf"); // edges with the same target share one label
    drawing.edges.push(...group.map((link) =>
      /** @type {Edge} */ ({ from: link.node, to: target, kind: link.kind, label: link === first ? labels.behalf : "" })));
  }
}

/**
 * @param {Attribution} attribution
 * @returns {{entity: import("./types.js").EntityRef, kind: "about" | "behalf"}[]}
 */
function targetsOf({ onBehalfOf, about = [] }) {
  const found = about.map((entity) => ({ entity, kind: /** @type {"about" | "behalf"} */ ("about") }));
  return onBehalfOf ? [{ entity: onBehalfOf, kind: "behalf" }, ...found] : found;
}

/**
 * Returns the key of the speaker: the entity, or the place in the text if the speaker is unknown. The same word elsewhere,
 * such as "he", may refer to someone else.
 * @param {Attribution} attribution
 */
export function speakerOf({ entity, document, normalised, id }) {
  return entity?.id ?? `${document.id} ${normalised.source.length > 0 ? normalised.source.join(" ") : id}`;
}

/**
 * Returns the name of the speaker, or the words of the text if the speaker is unknown.
 * @param {Attribution} attribution
 */
export function speakerName({ entity, words }) {
  return entity?.name || words.source.join(" … ") || "Unknown";
}

/**
 * @param {string} id
 * @param {string} label
 * @param {number} x
 * @param {number} row
 * @param {number} width
 * @returns {Node}
 */
function box(id, label, x, row, width) {
  return { id, label, x, y: size.top + row * size.row, width, height: size.box };
}

/**
 * @param {string} id
 * @param {Attribution} attribution
 * @param {number} row
 * @param {number} width
 * @returns {Node}
 */
function speakerBox(id, attribution, row, width) {
  return { ...box(id, speakerName(attribution), 0, row, width), entity: attribution.entity?.id, unknown: !attribution.entity };
}

/** @param {Statement[]} statements */
function middle(statements) {
  return (statements[0].node.y + statements[statements.length - 1].node.y) / 2;
}

/**
 * @template T
 * @param {T[]} items
 * @param {(item: T) => string} key
 * @returns {Map<string, T[]>} in the order in which the keys come first
 */
export function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
