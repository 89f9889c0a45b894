/**
 * The types of the API that the explorer uses. /docs describes them in full.
 *
 * @typedef {[number, number]} Span code points [start, end) of a text
 *
 * @typedef {{source: Span[], cue: Span[], content: Span[]}} Offsets where the parts of an attribution are
 *
 * @typedef {{id: string, title?: string, publisher?: string, issued?: string, url?: string}} DocumentRef
 *
 * @typedef {{id: string, title?: string, publisher?: string, authors?: string[], issued?: string, url?: string,
 *   identifier?: string}} Publication
 *
 * @typedef {DocumentRef & {publications: Publication[], authors?: string[], language?: string, recorded?: string, revisionOf?: string,
 *   attributionCount: number, entityCount: number}} DocumentSummary
 *
 * @typedef {DocumentSummary & {text: string, attributions: Attribution[]}} FullDocument
 *
 * @typedef {{id: string, name: string, kind: string}} EntityRef
 *
 * @typedef {object} Attribution
 * @property {string} id
 * @property {Span[]} [source] in the text as it was given; so are cue and content. Absent in what the graph holds
 * @property {Span[]} [cue]
 * @property {Span[]} [content]
 * @property {Offsets} normalised in the normalised text
 * @property {{source: string[], cue: string[], content: string[]}} words
 * @property {string} text the content for reading
 * @property {string} form
 * @property {string} act
 * @property {string} polarity
 * @property {string} certainty
 * @property {string} [tense]
 * @property {number} confidence 0 to 1
 * @property {EntityRef} [entity] who the source is; absent where that is not known
 * @property {EntityRef} [onBehalfOf]
 * @property {EntityRef[]} [about]
 * @property {string} [addressee]
 * @property {string} [occasion]
 * @property {string} [saidOn] a year, a month, a day, or the Monday of a week
 * @property {string} [saidPrecision]
 * @property {string} [continues]
 * @property {{type: string, to: string}[]} [relations] to other attributions of the document
 * @property {DocumentRef} document
 *
 * @typedef {EntityRef & {names: string[], attributionCount: number}} Entity
 *
 * @typedef {Entity & {roles: (EntityRef & {body?: EntityRef})[], holders: EntityRef[], speaksFor: EntityRef[],
 *   spokenForBy: EntityRef[], memberOf: EntityRef[], sameAs: string[], documents: Page<DocumentRef>,
 *   counts: {made: number, onBehalfOf: number, about: number, documents: number}}} FullEntity
 *
 * @typedef {{name: string, type: string, list?: boolean, required: boolean, default?: string[], description: string}} Param
 *
 * @typedef {{name: string, title: string, description: string, language: string, params: Param[], text: string}} SavedQuery
 */

/**
 * A page of a list.
 * @template T
 * @typedef {{items: T[], complete: boolean, reason?: string, next?: string}} Page
 */

/** The acts of attributions, in the order of the API description. */
export const acts = [
  "assert", "deny", "confirm", "recommend", "demand", "reject", "accept", "promise",
  "warn", "ask", "accuse", "praise", "estimate", "believe", "decline", "doubt", "retract",
];
