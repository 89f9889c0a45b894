import assert from "node:assert/strict"
import test from "node:test"
import { curlOf, requestOf } from "../docs/docs.js"

test("fields become parameters, and empty ones are omitted", () => {
  const request = requestOf("GET", "/api/v1/queries/{name}", [
    { name: "name", where: "path", value: "a/b c" }, { name: "limit", where: "query", value: "5" }, { name: "cursor", where: "query", value: "" },
    { name: "If-None-Match", where: "header", value: '"x"' }, { name: "parameters", where: "query", value: "actor=actor:jane&q=a b" },
  ])
  assert.deepEqual(request, { method: "GET", url: "/api/v1/queries/a%2Fb%20c?limit=5&actor=actor%3Ajane&q=a+b", headers: { "If-None-Match": '"x"' }, body: undefined })
})

test("shell commands are quoted correctly", () => {
  const request = requestOf("POST", "/graphql", [], { mediaType: "application/json", text: `{"query":"it's"}` })
  assert.equal(curlOf(request, "http://h"), `curl -X POST -H 'Content-Type: application/json' --data-binary '{"query":"it'\\''s"}' 'http://h/graphql'`)
})
