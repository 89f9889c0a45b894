// Package graphql answers GraphQL, by its specification, from views of the graph.
//
// schema.graphql is the schema, and says what each part means. An [Engine] is made once; each request brings a view of
// one snapshot. Resolvers hold what a list or look-up has read already (an attribution comes with the names of its
// source and its document), and ask for the rest by way of loaders: these read each node once in a request, and read
// together what is asked for together.
//
// What a request may take is counted as it is spent: [Limits].Cost is for the fields of its answer, introspection
// included, and for the nodes that they are read from. HTTP and its statuses are for the server.
package graphql
