// Package savedquery keeps queries in files, each under a name and with typed parameters.
//
// Load reads folders of such files into a Catalog and reports every fault with file and line. Catalog.Request binds given
// values to the parameters of a query and returns a query.Request.
package savedquery
