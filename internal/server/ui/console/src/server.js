import { buildClientSchema, getIntrospectionQuery } from "graphql"

/** Sends a request; resolves to the JSON of the response, its status, and the duration in milliseconds. */
export async function ask(request, signal) {
  const begun = performance.now()
  const response = await fetch("/graphql", {
    method: "POST", signal,
    headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json" },
    body: JSON.stringify(request),
  })
  return { status: response.status, body: await response.json(), took: performance.now() - begun }
}

export async function schema() {
  const { status, body } = await ask({ query: getIntrospectionQuery({ descriptions: true }) })
  if (!body.data) throw new Error(`The schema could not be read (${status}): ${body.errors?.[0]?.message ?? body.detail}`)
  return buildClientSchema(body.data)
}
