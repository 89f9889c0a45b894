import { API } from "./api.js";
import { askView } from "./ask.js";
import { attributionView, documentView } from "./document.js";
import { present, h } from "./dom.js";
import { entityView } from "./entity.js";
import { graphView } from "./graph.js";
import { homeView } from "./home.js";
import { href, parse } from "./route.js";
import { searchView } from "./search.js";
import { loading, problemBox } from "./states.js";

/**
 * @import {Route} from "./route.js"
 * @typedef {{title: string, nodes: import("./dom.js").Child[], shown?: () => boolean, update?: (route: Route) => boolean}} Page
 *   shown runs after the nodes are on the page, and returns whether it has scrolled to a place in them; update changes the
 *   view to another address of the same path, or returns that it cannot
 * @typedef {(api: API, route: Route) => Promise<Page | {redirect: string}>} View
 */

/** @type {Record<string, View>} */
const views = {
  home: homeView, search: searchView, documents: documentView, attributions: attributionView,
  entities: entityView, graph: graphView, ask: askView, missing: missingView,
};

const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const search = /** @type {HTMLFormElement} */ (document.querySelector("form[role=search]"));
let current = new AbortController();
let last = "";
/** @type {Page | undefined} */
let onPage;

/** Shows the view of the current address. Requests of the previous view are aborted. */
async function show() {
  const route = parse(location.hash);
  const sameView = last.split("?")[0] === location.hash.split("?")[0];
  mark(route);
  if (sameView && onPage?.update?.(route)) {
    last = location.hash;
    return;
  }
  current.abort();
  onPage = undefined;
  const mine = current = new AbortController();
  main.setAttribute("aria-busy", "true");
  if (!sameView) main.replaceChildren(loading("the page"));
  let page;
  try {
    page = await views[route.view](new API(mine.signal), route);
  } catch (error) {
    page = { title: "Problem", nodes: [problemBox(error)] };
  }
  if (mine.signal.aborted) return;
  if ("redirect" in page) return location.replace(page.redirect);
  main.replaceChildren(...present(page.nodes));
  main.removeAttribute("aria-busy");
  document.title = page.title ? `${page.title} – graphd` : "graphd";
  const scrolled = page.shown?.() ?? false;
  if (!sameView) focusHeading(scrolled);
  last = location.hash;
  onPage = page;
}

/** @param {boolean} scrolled whether the view is already at its place */
function focusHeading(scrolled) {
  if (!scrolled) scrollTo(0, 0);
  if (last) /** @type {HTMLElement | null} */ (main.querySelector("h1"))?.focus({ preventScroll: true });
}

/** @param {Route} route */
function mark(route) {
  for (const link of document.querySelectorAll("header nav a")) {
    const own = parse(new URL(/** @type {HTMLAnchorElement} */ (link).href).hash).view === route.view;
    if (own) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const box = /** @type {HTMLInputElement} */ (search.elements.namedItem("q"));
  box.value = route.view === "search" ? route.params.get("q") ?? "" : "";
}

/** @type {View} */
async function missingView(_, route) {
  return { title: "No such page", nodes: [
    h("header", { class: "heading" }, h("h1", { tabindex: -1 }, "No such page"), h("p", {}, `There is no page “${route.id}”. `, h("a", { href: href("home") }, "Go to the start page"), ".")),
  ] };
}

search.addEventListener("submit", (event) => {
  event.preventDefault();
  location.hash = href("search", "", { q: String(new FormData(search).get("q")).trim() });
});
document.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault(); // the fragment is the address of the view
  main.focus();
});
addEventListener("hashchange", show);
show();
