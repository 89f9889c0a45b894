import { parse, print } from "graphql"
import { explore } from "./docs.js"
import { byID } from "./dom.js"
import { editors, setText, textOf, useSchema } from "./editors.js"
import { remember, showPast } from "./past.js"
import { ask, schema } from "./server.js"

const example = `# Who said what, newest document first. Ctrl-Space completes, Ctrl-Enter runs.
query Statements($first: Int = 10, $filter: AttributionFilter) {
  attributions(first: $first, filter: $filter) {
    totalCount
    nodes {
      text
      act
      form
      source { name kind }
      document { title issued }
      contentPassages { start end exact }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`
const exampleVariables = `{ "filter": { "act": "ASSERT" } }\n`

const views = editors({ query: byID("query"), variables: byID("variables"), answer: byID("answer") }, run, offerOperations)
let running

function say(text, bad = false) {
  byID("status").textContent = text
  byID("status").classList.toggle("bad", bad)
}

/** Returns the names of the operations in the query; none if it cannot be parsed. */
function operations() {
  try {
    return parse(textOf(views.query)).definitions.filter((d) => d.kind === "OperationDefinition").map((d) => d.name?.value).filter(Boolean)
  } catch {
    return []
  }
}

function offerOperations() {
  const names = operations()
  const chosen = byID("operation").value
  byID("operation").replaceChildren(...names.map((name) => new Option(name, name, false, name === chosen)))
  byID("operation").parentElement.hidden = names.length < 2
}

/** Returns the request in the editors; null if the variables are not JSON. */
function request() {
  const variables = textOf(views.variables).trim()
  try {
    const names = operations()
    return { query: textOf(views.query), variables: variables === "" ? undefined : JSON.parse(variables), operationName: names.length > 1 ? byID("operation").value : undefined }
  } catch (error) {
    say(`Variables are not JSON: ${error.message}`, true)
    return null
  }
}

async function run() {
  const asked = request()
  if (!asked) return
  running?.abort()
  running = new AbortController()
  say("Running …")
  try {
    const { status, body, took } = await ask(asked, running.signal)
    setText(views.answer, JSON.stringify(body, null, 2))
    const faults = body.errors?.length ?? 0
    say(`${status}, ${Math.round(took)} ms${faults ? `, ${faults} error${faults > 1 ? "s" : ""}: ${body.errors[0].message}` : ""}`, faults > 0)
    remember({ query: asked.query, variables: textOf(views.variables) })
    showPast(byID("past"), use)
  } catch (error) {
    if (error.name !== "AbortError") say(`The server does not answer: ${error.message}`, true)
  }
}

function use(entry) {
  setText(views.query, entry.query)
  setText(views.variables, entry.variables ?? "")
  offerOperations()
}

function prettify() {
  try {
    setText(views.query, print(parse(textOf(views.query))) + "\n")
    say("Prettified.")
  } catch (error) {
    say(error.message, true)
  }
}

async function copyLink() {
  const hash = new URLSearchParams({ query: textOf(views.query), variables: textOf(views.variables) })
  history.replaceState(null, "", `#${hash}`)
  try {
    await navigator.clipboard.writeText(location.href)
    say("Copied the link to this query.")
  } catch {
    say("The address of this page is now a link to this query.")
  }
}

function chooseTab(chosen) {
  for (const name of ["docs", "past"]) {
    byID(name).hidden = name !== chosen
    byID(`tab-${name}`).setAttribute("aria-selected", String(name === chosen))
  }
}

async function begin() {
  const given = new URLSearchParams(location.hash.slice(1))
  use(given.has("query") ? { query: given.get("query"), variables: given.get("variables") ?? "" } : { query: example, variables: exampleVariables })
  byID("run").addEventListener("click", run)
  byID("pretty").addEventListener("click", prettify)
  byID("link").addEventListener("click", copyLink)
  for (const name of ["docs", "past"]) byID(`tab-${name}`).addEventListener("click", () => chooseTab(name))
  showPast(byID("past"), use)
  try {
    const known = await schema()
    useSchema(views.query, known)
    explore(byID("docs"), known)
  } catch (error) {
    byID("docs").textContent = error.message
  }
}

begin()
