import { make } from "./dom.js"

const key = "graphd-graphql-history"
const most = 30

/** Returns the queries that were run in this browser, latest first. */
export function past() {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? []
  } catch {
    return []
  }
}

export function remember(entry) {
  const others = past().filter((e) => e.query !== entry.query || e.variables !== entry.variables)
  try {
    localStorage.setItem(key, JSON.stringify([entry, ...others].slice(0, most)))
  } catch {
    // no storage, no history
  }
}

export function showPast(panel, use) {
  const entries = past()
  const items = entries.map((entry) => make("li", {}, make("button", { class: "past", onclick: () => use(entry) }, entry.query.trim())))
  const clear = make("button", { onclick: () => { localStorage.removeItem(key); showPast(panel, use) } }, "Clear history")
  panel.replaceChildren(...(entries.length ? [make("ul", { class: "plain" }, ...items), clear] : ["The queries that you run are kept in this browser only."]))
}
