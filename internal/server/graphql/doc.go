// Package graphql answers GraphQL requests, by the specification, from views of the graph.
//
// schema.graphql is the schema and documents each of its types and fields. An [Engine] is made once; each request brings a
// view of one snapshot. Resolvers use what a list or a lookup has already read (an attribution comes with the names of
// its source and its document), and read the rest with loaders. A loader reads each node once per request, and reads
// together what is requested at the same time.
//
// The cost of a request is charged as it arises: [RequestLimits].Cost bounds the fields of the response, introspection included,
// and the nodes that they are read from. HTTP and its statuses are the server's concern.
package graphql
