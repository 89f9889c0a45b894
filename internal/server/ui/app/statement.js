import { h } from "./dom.js";
import { actOf, speakerName } from "./layout.js";
import { href, wordsOf } from "./route.js";
import { shortID } from "./iri.js";

/** @import {Attribution, DocumentRef, EntityRef} from "./types.js" */

/**
 * Returns the display name of a document: its title, URL or id.
 * @param {DocumentRef} document
 */
export function titleOf({ title, url, id }) {
  return title || url || `Untitled (${shortID(id)})`;
}

/** @param {EntityRef} entity */
export function entityLink(entity) {
  return h("a", { href: href("entities", entity.id), class: "entity" }, entity.name);
}

/** @param {DocumentRef} document */
export function documentLink(document) {
  return h("a", { href: href("documents", document.id) }, titleOf(document));
}

/**
 * The speaker: the entity and on whose behalf it speaks, or the words of the text if the speaker is unknown.
 * @param {Attribution} attribution
 */
export function speaker(attribution) {
  const { entity, onBehalfOf } = attribution;
  return h("span", { class: "speaker" },
    entity ? entityLink(entity) : h("span", { class: "unknown", title: "Not identified; these are the words of the text" }, speakerName(attribution)),
    onBehalfOf && [h("span", { class: "note" }, " for "), entityLink(onBehalfOf)]);
}

/**
 * Returns the words that introduce the content: "Ms Doe said:".
 * @param {Attribution} attribution
 */
function introduction({ words }) {
  return h("span", { class: "introduction" }, [...words.source, ...words.cue].join(" "));
}

/** @param {number} confidence */
export function percent(confidence) {
  return `${Math.round(confidence * 100)} %`;
}

/**
 * The classes of an attribution, in words.
 * @param {Attribution} attribution
 */
export function classes(attribution) {
  const { form, certainty, confidence } = attribution;
  return h("span", { class: "classes" },
    h("span", { class: "act" }, actOf(attribution)), h("span", {}, form),
    certainty !== "certain" && h("span", {}, certainty),
    h("span", { title: "Confidence that speaker, cue and content are right" }, percent(confidence)));
}

/**
 * An attribution as a quotation with a link to its place in the document.
 * @param {Attribution} attribution
 * @param {string} [known] id of an entity; if it is the source, its name is replaced by the words of the text
 */
export function statement(attribution, known) {
  const who = attribution.entity?.id === known && !attribution.onBehalfOf ? introduction(attribution) : speaker(attribution);
  return h("li", { class: "statement" },
    h("p", { class: "who" }, who, classes(attribution)),
    h("blockquote", { class: attribution.form },
      h("a", { href: wordsOf(attribution), class: "words" }, attribution.text)),
    h("p", { class: "note" },
      [attribution.addressee && `to ${attribution.addressee}`, attribution.occasion, saidOn(attribution)].filter(Boolean).map((part) => part + " · "),
      attribution.document && documentLink(attribution.document),
      attribution.document?.issued && " · " + attribution.document.issued));
}

/** Returns when it was said, such as "said on 2020-07-21"; "" if the document does not say. @param {Attribution} attribution */
function saidOn({ saidOn, saidPrecision }) {
  const words = { year: "said in", month: "said in", week: "said in the week of", day: "said on" }[saidPrecision ?? ""];
  return saidOn && words && `${words} ${saidOn}`;
}
