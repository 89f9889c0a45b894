// Package imprint reads what a text says about its own publication, and finds the lines that surround an article without being part
// of it.
//
// By-lines, datelines and dates of publication give the authors, the publisher and the date of issue ([Of]). Links to other
// articles, share buttons, advertisements, notices about cookies and copyright, credits of pictures and descriptions of the author are
// nobody's speech ([NotProse]).
package imprint
