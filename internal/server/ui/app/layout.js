/**
 * @typedef {import("./types.js").Attribution} Attribution
 * @typedef {{id: string, label: string, x: number, y: number, height: number, entity?: string, unknown?: boolean}} Node
 * @typedef {{from: Node, to: Node, kind: "says" | "about" | "behalf", label: string}} Edge
 * @typedef {{attribution: Attribution, node: Node}} Statement
 * @typedef {{speakers: Node[], statements: Statement[], targets: Node[], edges: Edge[], width: number, height: number}} Drawing
 */

/** Widths and gaps of the drawing, in its own units. */
export const size = { column: 210, statement: 400, gap: 110, row: 46, box: 32, top: 34 };

/**
 * How many of the attributions, from the first, a drawing of at most this many edges can hold.
 * @param {Attribution[]} attributions
 * @param {number} edges
 */
export function fitting(attributions, edges) {
  let used = 0;
  const over = attributions.findIndex((attribution) => (used += 1 + targetsOf(attribution).length) > edges);
  return over < 0 ? attributions.length : Math.max(over, 1);
}

/**
 * Lays attributions out in three columns: who speaks, what they say in text order, whom that is about or said for. The
 * same attributions always give the same drawing. Statements stand by speaker, so that a speaker's edges do not cross.
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
      attribution, node: box(attribution.id, attribution.text, x.statements, row++),
    }));
    const speaker = { ...box(id, speakerName(group[0]), x.speakers, 0), y: middle(nodes), entity: group[0].entity?.id, unknown: !group[0].entity };
    drawing.speakers.push(speaker);
    drawing.statements.push(...nodes);
    drawing.edges.push(...nodes.map(({ attribution, node }) =>
      /** @type {Edge} */ ({ from: speaker, to: node, kind: "says", label: attribution.act })));
  }
  addTargets(drawing, x.targets);
  const last = Math.max(...[...drawing.statements.map(({ node }) => node), ...drawing.targets].map((node) => node.y), 0);
  drawing.height = last + size.row;
  return drawing;
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
    const target = { ...box(id, group[0].entity.name, x, 0), y: Math.max(free, wish), entity: id };
    free = target.y + size.box + 6;
    drawing.targets.push(target);
    drawing.edges.push(...group.map(({ node, kind }) =>
      /** @type {Edge} */ ({ from: node, to: target, kind, label: kind === "behalf" ? "on behalf of" : "about" })));
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

/** @param {Attribution} attribution */
function speakerOf({ entity, words, sourceText }) {
  return entity?.id ?? "words:" + (words?.source.join(" ") || sourceText || "");
}

/**
 * How a speaker is called: by name, or by the words of the text where nobody knows who that is.
 * @param {Attribution} attribution
 */
export function speakerName({ entity, words, sourceText }) {
  return entity?.name || words?.source.join(" … ") || sourceText || "Unknown";
}

/**
 * @param {string} id
 * @param {string} label
 * @param {number} x
 * @param {number} row
 * @returns {Node}
 */
function box(id, label, x, row) {
  return { id, label, x, y: size.top + row * size.row, height: size.box };
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
