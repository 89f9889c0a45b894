// Runs operations from the page that describes them.

/** Returns the request for the fields of a form: {method, url, headers, body}. */
export function requestOf(method, path, fields, body) {
  let address = path
  const query = new URLSearchParams()
  const headers = {}
  for (const { name, where, value } of fields) {
    if (where === "path") address = address.replace(`{${name}}`, encodeURIComponent(value))
    else if (value === "") continue
    else if (where === "header") headers[name] = value
    else if (name === "parameters") for (const [key, given] of new URLSearchParams(value)) query.append(key, given)
    else query.append(name, value)
  }
  if (body) headers["Content-Type"] = body.mediaType
  const rest = query.toString()
  return { method, url: rest ? `${address}?${rest}` : address, headers, body: body?.text }
}

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`

/** Returns the request as a curl command. */
export function curlOf({ method, url, headers, body }, origin) {
  const parts = ["curl"]
  if (method !== "GET") parts.push("-X", method)
  for (const [name, value] of Object.entries(headers)) parts.push("-H", quoted(`${name}: ${value}`))
  if (body !== undefined) parts.push("--data-binary", quoted(body))
  return [...parts, quoted(origin + url)].join(" ")
}

function read(form) {
  const fields = [...form.querySelectorAll("[data-in]")].map((f) => ({ name: f.name, where: f.dataset.in, value: f.value.trim() }))
  const media = form.querySelector(".media")
  return requestOf(form.dataset.method, form.dataset.path, fields, media && { mediaType: media.value, text: form.querySelector("textarea").value })
}

function show(form, facts, text, bad = false) {
  const line = document.createElement("p")
  line.className = bad ? "bad" : "note"
  line.textContent = facts
  const answer = document.createElement("pre")
  answer.textContent = text
  form.querySelector(".outcome").replaceChildren(line, answer)
}

const shown = 20_000

async function send(form) {
  const missing = [...form.querySelectorAll('[data-in="path"]')].find((f) => f.value.trim() === "")
  if (missing) {
    show(form, `Give a value for ${missing.name}.`, "", true)
    missing.focus()
    return
  }
  const { method, url, headers, body } = read(form)
  const begun = performance.now()
  try {
    const response = await fetch(url, { method, headers, body })
    const text = await response.text()
    const type = response.headers.get("Content-Type") ?? ""
    const cut = text.length > shown ? `, the first ${shown} characters of ${text.length}` : ""
    show(form, `${response.status} ${response.statusText}, ${type}, ${Math.round(performance.now() - begun)} ms${cut}`, pretty(text, type).slice(0, shown), !response.ok)
  } catch (error) {
    show(form, `The server does not answer: ${error.message}`, "", true)
  }
}

function pretty(text, type) {
  if (!/json/.test(type) || /ndjson|stream/.test(type)) return text
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function begin() {
  for (const form of document.querySelectorAll("form.operation")) {
    const media = form.querySelector(".media")
    const example = () => { form.querySelector("textarea").value = media.selectedOptions[0].dataset.example }
    if (media) {
      media.addEventListener("change", example)
      example()
    }
    form.addEventListener("submit", (event) => { event.preventDefault(); send(form) })
    form.querySelector(".curl").addEventListener("click", () => show(form, "In a shell:", curlOf(read(form), location.origin)))
  }
  const find = document.getElementById("find")
  find.addEventListener("input", () => {
    const words = find.value.toLowerCase().split(/\s+/)
    for (const item of document.querySelectorAll("[data-find]")) {
      item.hidden = !words.every((word) => item.dataset.find.toLowerCase().includes(word))
    }
  })
}

if (typeof document !== "undefined") begin()
