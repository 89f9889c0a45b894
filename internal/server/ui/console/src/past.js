import { make } from "./dom.js"

const key = "graphd-graphql-history"
const most = 30

/** The queries that were run in this browser, the latest first. */
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
    // without storage there is no history
  }
}

export function showPast(panel, use) {
  const entries = past()
  const items = entries.map((entry) => make("li", {}, make("button", { class: "past", onclick: () => use(entry) }, entry.query.trim())))
  const clear = make("button", { onclick: () => { localStorage.removeItem(key); showPast(panel, use) } }, "Forget all")
  panel.replaceChildren(...(entries.length ? [make("ul", { class: "plain" }, ...items), clear] : ["What you run is kept here, in this browser alone."]))
}
