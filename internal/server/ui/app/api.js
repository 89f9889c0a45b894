import { encodeID } from "./route.js";

/** @import {Attribution, Entity, DocumentSummary, FullDocument, FullEntity, Page, SavedQuery} from "./types.js" */

/** An error of the server or of the connection to it. */
export class Problem extends Error {
  /**
   * @param {{title?: string, detail?: string, error?: string, hint?: string, status?: number, requestId?: string,
   *   errors?: {location?: string, message: string}[]}} body problem+json, or Cayley's {error}
   */
  constructor(body) {
    const detail = body.detail ?? body.error ?? "";
    super(detail || body.title || "The request failed");
    this.title = body.title ?? "The query failed";
    this.detail = detail;
    this.hint = body.hint ?? "";
    this.status = body.status ?? 0;
    this.requestID = body.requestId ?? "";
    this.errors = body.errors ?? [];
  }
}

/**
 * @param {string} path
 * @param {RequestInit} [init]
 * @returns {Promise<{status: number, body: any}>}
 */
async function send(path, init = {}) {
  let response;
  try {
    response = await fetch(path, { ...init, headers: { Accept: "application/json", ...init.headers } });
  } catch (error) {
    if (/** @type {Error} */ (error).name === "AbortError") throw error;
    throw new Problem({ title: "The server does not answer", hint: "Check that graphd is running, then reload this page." });
  }
  let body;
  try {
    body = await response.json();
  } catch (error) {
    if (/** @type {Error} */ (error).name === "AbortError") throw error;
    throw new Problem({ title: "The response was cut off", status: response.status, hint: "Try again; the log of the server has the cause." });
  }
  if (!response.ok) throw new Problem({ ...body, status: response.status });
  return { status: response.status, body };
}

/** The HTTP API for one view. Its signal aborts the requests. */
export class API {
  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.signal = signal;
  }

  /**
   * @param {string} path
   * @param {Record<string, string | number | string[] | undefined>} [params]
   * @returns {Promise<any>}
   */
  async get(path, params = {}) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(params)) {
      for (const one of [value ?? ""].flat()) if (one !== "") query.append(name, String(one));
    }
    const { body } = await send(`/api/v1/${path}?${query}`, { signal: this.signal });
    return body;
  }

  /** @returns {Promise<Page<DocumentSummary>>} */
  documents(params = {}) { return this.get("documents", params); }

  /** @param {string} id @param {string} [bound] the least confidence of its attributions @returns {Promise<FullDocument>} */
  document(id, bound = "") { return this.get("documents/" + encodeID(id), { min_confidence: bound }); }

  /** @returns {Promise<Page<Attribution>>} */
  attributions(params = {}) { return this.get("attributions", params); }

  /** @param {string} id @returns {Promise<Attribution>} */
  attribution(id) { return this.get("attributions/" + encodeID(id)); }

  /** @returns {Promise<Page<Entity>>} */
  entities(params = {}) { return this.get("entities", params); }

  /** @param {string} id @returns {Promise<FullEntity>} */
  entity(id) { return this.get("entities/" + encodeID(id)); }

  /** @returns {Promise<Page<SavedQuery>>} */
  queries() { return this.get("queries", { limit: 1000 }); }

  /**
   * @param {string} name
   * @param {Record<string, string | string[]>} params
   */
  savedQuery(name, params) { return this.get("queries/" + encodeURIComponent(name), params); }

  /**
   * Runs a query.
   * @param {string} language
   * @param {string} text
   * @param {number} limit
   */
  async query(language, text, limit) {
    const params = new URLSearchParams({ lang: language, limit: String(limit) });
    const { body } = await send("/api/v2/query?" + params, {
      method: "POST", body: text, headers: { "Content-Type": "text/plain; charset=utf-8" }, signal: this.signal,
    });
    return body;
  }

  /**
   * Adds a document, or returns what would be found in it.
   * @param {Record<string, string>} document
   * @param {boolean} dryRun
   */
  async addDocument(document, dryRun) {
    const { body } = await send("/api/v1/documents" + (dryRun ? "?dry_run=true" : ""), {
      method: "POST", body: JSON.stringify(document), headers: { "Content-Type": "application/json" }, signal: this.signal,
    });
    return body;
  }
}
