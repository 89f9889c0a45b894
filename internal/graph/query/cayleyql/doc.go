// Package cayleyql runs Cayley's GraphQL-style language, which Cayley calls graphql.
//
// A query is a tree of fields. A field at the top selects nodes by its arguments; a field below follows a predicate. [Parse]
// reads a query, [Query.Run] answers it with one object that has a key for each top-level field. A node makes one object,
// however many paths lead to it, and a field of the object holds every value: one as itself, several as a list.
//
// The nodes of a top-level field come from a path that package algebra plans; everything below them is read from the
// snapshot's indexes, one node at a time. docs/LANGUAGES.md describes the language and its differences from Cayley's.
package cayleyql
