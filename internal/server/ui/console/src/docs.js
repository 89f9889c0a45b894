import { getNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isUnionType } from "graphql"
import { make } from "./dom.js"

/** Shows the schema in panel, beginning at Query, or the types and fields that match a search. */
export function explore(panel, schema) {
  const search = make("input", { type: "search", placeholder: "Find a type or field", "aria-label": "Find a type or field" })
  const body = make("div")
  panel.replaceChildren(search, body)
  const open = (type, trail) => body.replaceChildren(page(schema, type, trail, open))
  const begin = () => open(schema.getQueryType(), [])
  search.addEventListener("input", () => {
    const word = search.value.trim().toLowerCase()
    if (word === "") begin()
    else body.replaceChildren(hits(schema, word, open))
  })
  begin()
}

function page(schema, type, trail, open) {
  const back = trail.map((step, i) => link(step, () => open(step, trail.slice(0, i))))
  const go = (next) => open(next, [...trail.filter((t) => t !== next), type])
  return make("div", {},
    make("nav", { class: "trail", "aria-label": "Way here" }, ...back),
    make("h2", {}, type.name),
    make("p", { class: "about" }, type.description ?? ""),
    ...parts(schema, type, go))
}

function parts(schema, type, go) {
  if (isEnumType(type)) return [list("Values", type.getValues().map((value) => make("li", { class: "field" }, value.name)))]
  const found = []
  if (isObjectType(type) && type.getInterfaces().length) found.push(list("Is also", type.getInterfaces().map((face) => make("li", {}, link(face, () => go(face))))))
  if (isInterfaceType(type) || isUnionType(type)) found.push(list("May be", schema.getPossibleTypes(type).map((one) => make("li", {}, link(one, () => go(one))))))
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) found.push(list("Fields", Object.values(type.getFields()).map((field) => fieldItem(field, go))))
  return found
}

const list = (title, items) => make("section", { class: "part" }, make("h3", {}, title), make("ul", { class: "plain" }, ...items))

function fieldItem(field, go) {
  const args = (field.args ?? []).map((arg) => make("div", { class: "field" }, `  ${arg.name}: `, typeLink(arg.type, go), arg.defaultValue === undefined ? "" : ` = ${JSON.stringify(arg.defaultValue)}`))
  return make("li", {}, make("span", { class: "field" }, make("span", { class: "name" }, field.name), ": ", typeLink(field.type, go)), make("p", {}, field.description ?? ""), ...args)
}

const typeLink = (type, go) => link(getNamedType(type), () => go(getNamedType(type)), String(type))

const link = (type, follow, text = type.name) => make("button", { class: "type", onclick: follow }, text)

function hits(schema, word, open) {
  const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith("__"))
  const found = []
  for (const type of types) {
    if (type.name.toLowerCase().includes(word)) found.push(make("li", {}, link(type, () => open(type, []))))
    for (const field of Object.values(type.getFields?.() ?? {})) {
      if (field.name.toLowerCase().includes(word)) found.push(make("li", {}, link(type, () => open(type, []), `${type.name}.${field.name}`), make("p", {}, field.description ?? "")))
    }
  }
  return found.length ? make("ul", { class: "plain" }, ...found) : make("p", {}, "No types or fields match.")
}
